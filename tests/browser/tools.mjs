// Every tool of the viewer, driven by the keyboard alone, and the numbers that it shows, on the
// formulas of tests/peers/viewer_phantom.py: tools.mjs DISC.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, cell, keys, measured, measurements, near, readDisc, series, state, until } from "./keyboard.mjs";

const [disc] = process.argv.slice(2);

/** Axial CT: millimetres of a column and a row, and what is stored where. */
const [COLUMN, ROW] = [0.5, 0.8];
const MIDDLE = { x: 80, y: 64 };
const stored = (x, y, slice) => 3 * x + 5 * y + 7 * slice;
const hounsfield = (x, y, slice = 12) => stored(x, y, slice) - 1024;

readDisc(disc);

/** Mean and deviation of the pixels whose centres are inside. */
function statistics(inside) {
  const values = [];
  for (let y = 0; y < 128; y++) {
    for (let x = 0; x < 160; x++) if (inside(x + 0.5, y + 0.5)) values.push(hounsfield(x, y));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length), least: Math.min(...values), most: Math.max(...values) };
}

test("the middle image is there, fitted, windowed, annotated, and scrolling is the tool", async () => {
  const first = await cell();
  const { tool } = await state();
  assert.equal(tool, "scroll");
  assert.equal(first.frame, 12);
  assert.deepEqual([first.window.center, first.window.width], [40, 400]);
  assert.deepEqual(first.sides, { left: "R", right: "L", top: "A", bottom: "P" });
  assert.ok(first.corners.patient.join(" ").includes("公式"), "the name in its own script");
});

test("arrows, pages, home and end go through the stack", async () => {
  for (const [key, frame] of [["ArrowDown", 13], ["ArrowUp*2", 11], ["PageDown", 21], ["PageUp*2", 1], ["End", 23], ["Home", 0]]) {
    await keys(key);
    assert.equal((await cell()).frame, frame, key);
  }
});

test("a length is in millimetres, along each axis with its own spacing", async () => {
  await keys("l Enter Enter Shift+ArrowRight*3 Enter");
  near((await measured()).length, 30 * COLUMN, "mm");
  await keys("Enter Shift+ArrowDown*2 ArrowDown*5 Enter");
  near((await measured()).length, 25 * ROW, "mm");
  await keys("Enter Shift+ArrowLeft*4 Shift+ArrowUp*3 Enter");
  near((await measured()).length, Math.hypot(40 * COLUMN, 30 * ROW), "mm");
});

test("an angle is one of the patient, not of the pixels", async () => {
  // 16 columns and 10 rows are 8 mm each.
  await keys("a Enter Shift+ArrowRight*2 Enter Shift+ArrowLeft*2 Enter Shift+ArrowRight ArrowRight*6 Shift+ArrowDown Enter");
  near((await measured()).angle, 45, "°");
});

test("a Cobb angle is between two lines", async () => {
  await keys("Shift+A Enter Enter Shift+ArrowRight*2 Enter");
  await keys("Shift+ArrowDown*2 Enter Shift+ArrowLeft ArrowLeft*6 Shift+ArrowDown Enter");
  near((await measured()).cobb, 45, "°");
});

test("an ellipse has mean, deviation, extremes and area", async () => {
  await keys("e Enter Enter Shift+ArrowRight*3 Shift+ArrowDown*2 Enter");
  const [cx, cy] = [MIDDLE.x + 0.5 + 15, MIDDLE.y + 0.5 + 10];
  const expected = statistics((x, y) => ((x - cx) / 15) ** 2 + ((y - cy) / 10) ** 2 <= 1);
  const found = await measured();
  for (const [word, value] of Object.entries(expected)) near(found[word], value, "HU", 0.5);
  near(found.area, Math.PI * 15 * COLUMN * 10 * ROW, "mm²", 0.1);
});

test("a rectangle and a polygon have them too", async () => {
  await keys("Shift+E Enter Enter Shift+ArrowRight*3 Shift+ArrowDown*2 Enter");
  const box = (x, y) => x >= 80.5 && x <= 110.5 && y >= 64.5 && y <= 84.5;
  near((await measured()).mean, statistics(box).mean, "HU", 4);
  near((await measured()).area, 30 * COLUMN * 20 * ROW, "mm²");
  await keys("Escape g Enter Enter Shift+ArrowLeft*3 Enter Shift+ArrowUp*2 Enter Shift+Enter");
  const polygon = await measured();
  near(polygon.area, (30 * COLUMN * 20 * ROW) / 2, "mm²");
  assert.equal(polygon.mean.unit, "HU");
});

test("the value under a point is in HU", async () => {
  await keys("b Enter Enter");
  near((await measured()).value, hounsfield(MIDDLE.x, MIDDLE.y), "HU", 0);
  await keys("Shift+ArrowRight ArrowDown*3 Enter");
  near((await measured()).value, hounsfield(MIDDLE.x + 10, MIDDLE.y + 3), "HU", 0);
});

test("a PET's value is in SUV", async () => {
  await series(2);
  await keys("b Enter Enter");
  const dose = 350e6 * 2 ** (-3600 / 6586.2);
  const value = stored(40, 32, 12) * 10 * 2 * (70_000 / dose);
  near((await measured()).value, value, "SUV", 0.01);
});

test("a radiograph is measured at its detector, and says so", async () => {
  await series(3);
  await keys("l Enter Enter Shift+ArrowRight*10 Enter");
  near((await measured()).length, 100 * 0.2, "mm");
  const [{ label }] = await measurements();
  assert.ok(label.length > 1, `${label} says where it was measured`);
});

test("ultrasound is measured by its region's own scale", async () => {
  await series(5);
  await keys("l Enter Enter Shift+ArrowRight*3 Enter");
  near((await measured()).length, 30 * 0.2, "mm");
  await keys("Enter Shift+ArrowDown*2 Enter");
  near((await measured()).length, 20 * 0.4, "mm");
});

test("a cine loop plays at its own rate, and stops", async () => {
  const { rate, frame } = await series(4);
  assert.equal(rate, 25);
  await keys("Space");
  assert.equal((await cell()).playing, true);
  await until("another frame", async () => (await cell()).frame !== frame);
  await keys("Space");
  assert.equal((await cell()).playing, false);
});

test("presets are on the digits, the image's own window on 0", async () => {
  await keys("3");
  const { window } = await cell();
  assert.notDeepEqual([window.center, window.width], [40, 400]);
  await keys("0");
  assert.deepEqual([(await cell()).window.center, (await cell()).window.width], [40, 400]);
  await keys("i");
  assert.equal((await cell()).display.inverted, true);
});

test("letters of orientation follow mirrors and turns", async () => {
  for (const [key, sides] of [
    ["m", { left: "L", right: "R", top: "A", bottom: "P" }],
    ["m Shift+M", { left: "R", right: "L", top: "P", bottom: "A" }],
    ["Shift+M r", { left: "P", right: "A", top: "R", bottom: "L" }],
    ["Shift+R Shift+R", { left: "A", right: "P", top: "L", bottom: "R" }],
    ["Backspace", { left: "R", right: "L", top: "A", bottom: "P" }],
  ]) {
    await keys(key);
    assert.deepEqual((await cell()).sides, sides, key);
  }
});

test("one to one is a pixel for a pixel; fit is what it was", async () => {
  const { zoom } = await cell();
  await keys("o");
  assert.equal((await cell()).zoom, 1);
  await keys("f");
  assert.equal((await cell()).zoom, zoom);
});

test("a measurement can be undone, and given up halfway", async () => {
  await keys("l Enter Enter Shift+ArrowRight*3 Enter");
  await keys("Enter ArrowRight Escape");
  assert.equal((await measurements()).length, 1);
  await keys("Control+z");
  assert.equal((await measurements()).length, 0);
});

test("help opens and closes, and nothing asked a network", async () => {
  await keys("?");
  assert.equal(await browser.evaluate(() => document.querySelectorAll("dialog[open]").length), 1);
  await keys("Escape");
  assert.equal(await browser.evaluate(() => document.querySelectorAll("dialog[open]").length), 0);
  assert.deepEqual([browser.network(), browser.errors], [[], []]);
});
