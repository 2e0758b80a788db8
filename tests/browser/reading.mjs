// What a reader does with several images, by the keyboard alone, on the formulas of
// tests/peers/viewer_phantom.py: reading.mjs DISC.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { browser, cell, goTo, keys, measured, near, readDisc, series, state, until } from "./keyboard.mjs";

const [disc] = process.argv.slice(2);
readDisc(disc);

/** By a formula of the patient's place: HU along x, y and z, a millimetre. */
const HU = { x: 3 / 0.5, y: 5 / 0.8, z: 7 / 3 };

/** Opens a layout by the bar's menu. */
async function layout(name) {
  await goTo("Tab", "List of series");
  await goTo("Tab", "Scroll");
  await goTo("ArrowRight", "Layout");
  await keys("Enter");
  await goTo("ArrowDown", name);
  await keys("Enter");
}

const frames = async () => (await state()).cells.map(({ frame }) => frame);
const ready = async () => (await state()).cells.every((cell) => cell.ready);

test("a series beside another follows it to the same place of the patient", async () => {
  await layout("1 × 2");
  await goTo("Tab", "2: ");
  await keys("]");
  await until("both images", async () => (await state()).cells[1]?.stack === 2 && (await ready()));
  await goTo("Shift+Tab", "1: ");
  await keys("ArrowDown*3");
  const [one, other] = await frames();
  assert.equal(one, 15);
  assert.equal(one, other, "both have a slice every 3 mm from the same place on");
});

test("a place pointed at in one plane is found in the other", async () => {
  await layout("1 × 2");
  await until("both images", async () => (await state()).cells[1]?.stack === 1 && (await ready()));
  await goTo("Tab", "1: ");
  await keys("j Enter Shift+ArrowLeft*2 Enter");
  const { axial, sagittal } = await browser.evaluate(() => {
    const [axial, sagittal] = window.filmdesk.index.stacks.map(({ table }) => table);
    return { axial: axial.position, sagittal: sagittal.position };
  });
  // Twenty columns left of the middle, whose centre is 0.5 mm to a column from the first.
  const x = (axial.all ?? axial.each[12])[0] + (80.5 - 20 - 0.5) * 0.5;
  const away = sagittal.each.map((position) => Math.abs(position[0] - x));
  const nearest = away.indexOf(Math.min(...away));
  assert.notEqual(nearest, 4, "not where it was before");
  await until("the other plane", async () => (await frames())[1] === nearest);
});

test("the prior of the same kind is put beside, and goes along", async () => {
  await keys("Shift+C");
  await until("both images", async () => (await state()).cells.length === 2 && (await ready()));
  const before = await frames();
  const dates = (await state()).cells.map(({ corners }) => corners.study.join(" "));
  assert.match(dates[0], /2026-01-05/);
  assert.match(dates[1], /2025-01-04/);
  await keys("ArrowDown*2");
  await until("both moved", async () => (await frames())[1] === before[1] + 2);
  assert.equal((await frames())[0], before[0] + 2);
});

test("a volume is cut in three planes, with values and lengths of the patient", async () => {
  await keys("x");
  await until("three planes", async () => (await state()).cells.length === 4 && (await ready()));
  const sides = (await state()).cells.slice(0, 3).map(({ sides }) => sides.left + sides.top);
  assert.deepEqual(sides, ["RA", "RH", "AH"]);
  await browser.evaluate(() => document.querySelectorAll("#images > *")[1].focus());
  assert.equal((await state()).active, 1);
  await keys("l Enter Enter Shift+ArrowRight*2 Enter");
  const { length } = await measured();
  assert.equal(length.unit, "mm");
  const pixel = length.value / 20;
  await keys("Escape Escape b Enter Enter");
  const { value: middle } = await measured();
  await keys("Shift+ArrowRight Enter");
  near((await measured()).value, middle.value + 10 * pixel * HU.x, "HU", 1);
  await keys("Shift+ArrowLeft Shift+ArrowDown Enter");
  near((await measured()).value, middle.value - 10 * pixel * HU.z, "HU", 1);
});

test("the cross-hairs go by keys as far as they should, and say where they are", async () => {
  await keys("x");
  await until("three planes", async () => (await state()).cells.length === 4 && (await ready()));
  const place = () => browser.evaluate(() => document.querySelectorAll(".mpr-bar output")[1].textContent);
  const here = await place();
  assert.match(here, /^[RL] \d+ [AP] \d+ [FH] \d+ mm$/);
  const [axial, coronal, sagittal] = await frames();
  await browser.evaluate(() => document.querySelectorAll("#images > *")[0].focus());
  await keys("Alt+Shift+ArrowRight*2 Alt+ArrowDown*3");
  await until("the other planes follow", async () => Math.abs((await frames())[2] - sagittal) === 20);
  assert.equal((await frames())[0], axial, "the view itself stays");
  assert.equal(Math.abs((await frames())[1] - coronal), 3);
  await until("the place", async () => (await place()) !== here);
  await goTo("Tab", "Cross-hairs");
  await keys("Shift+ArrowLeft*2 ArrowUp*3");
  await until("the same keys without Alt", async () => (await place()) === here);
  const upright = await state();
  await keys("PageDown*10");
  const turned = async () => JSON.stringify((await state()).cells[1].sides) !== JSON.stringify(upright.cells[1].sides);
  await until("the other views turn", turned);
});

test("an ECG is measured with calipers", async () => {
  await goTo("Tab", "Axial");
  await goTo("ArrowDown", "ECG");
  await keys("Enter");
  await until("the paper", () => browser.evaluate(() => document.querySelector("canvas.paper") !== null));
  const reading = () => browser.evaluate(() => document.querySelector(".waveform output")?.textContent ?? "");
  await goTo("Tab", await browser.evaluate(() => document.querySelector("canvas.paper").getAttribute("aria-label")));
  await keys("Shift+ArrowRight");
  // Five mm at 25 mm/s are 200 ms; they begin five apart.
  assert.match(await reading(), /\b400 ms, 150 \/min/);
  await keys("Shift+ArrowRight*2");
  assert.match(await reading(), /\b800 ms, 75 \/min/);
  await keys("Shift+ArrowUp*2");
  assert.match(await reading(), /800 ms, 75 \/min, I 1\.00 mV/);
});

test("a picture is saved as PNG", async () => {
  const [download] = await Promise.all([browser.page.waitForEvent("download"), keys("Control+s")]);
  assert.match(download.suggestedFilename(), /\.png$/);
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(bytes.readUInt32BE(16) >= 500, "as wide as it was shown");
});

test("prints bear the patient's name on every page", async () => {
  await browser.evaluate(() => (window.print = () => (window.printed = true)));
  await keys("Control+p");
  await until("the dialog", () => browser.evaluate(() => document.querySelector("dialog[open] select") !== null));
  await goTo("Tab", "Images");
  await keys("End");
  await goTo("Tab", "Print");
  await keys("Enter");
  // Forty pages are drawn.
  const drawn = () => browser.evaluate(() => document.querySelector("dialog [role=status]")?.textContent ?? "");
  await until("the print", () => browser.evaluate(() => window.printed === true), drawn);
  const pages = await browser.evaluate(() => [...document.querySelectorAll(".print-page")].map((page) => page.textContent));
  assert.ok(pages.length >= 1);
  for (const page of pages) assert.match(page, /公式体模.*PHANTOM/s);
});

test("nothing of all that asked a network", async () => {
  await series(1);
  assert.deepEqual([browser.network(), browser.errors], [[], []]);
});
