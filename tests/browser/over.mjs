// What lies over images is drawn where it belongs, and can be switched: over.mjs FOLDER, into which
// a disc is written first.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { browser, cell, keys, readDisc, state, until } from "./keyboard.mjs";
import { openDisc } from "./page.mjs";
import { MIDDLE, writeDisc, writeImages } from "./synthetic.mjs";

const [disc] = process.argv.slice(2);
writeDisc(disc);
readDisc(disc);

/** What is drawn over the image at one of its places: red, green, blue, alpha. */
async function over(x, y) {
  const [a, b, c, d, e, f] = (await cell()).matrix;
  return browser.evaluate((left, top) => {
    const canvas = document.querySelectorAll(".cell.active canvas")[1];
    const [across, down] = [left * devicePixelRatio, top * devicePixelRatio].map(Math.round);
    return [...canvas.getContext("2d").getImageData(across, down, 1, 1).data];
  }, a * x + c * y + e, b * x + d * y + f);
}

/** Switches a line of the list of what lies over the image. */
async function toggle(text) {
  await keys("d");
  await until("the list", () => browser.evaluate(() => document.querySelector("dialog[open] .over") !== null));
  await browser.evaluate((wanted) => [...document.querySelectorAll("dialog label")].find((label) => label.textContent.startsWith(wanted)).click(), text);
  await keys("Escape");
}

const isColor = ([r, g, b, alpha], [wantedR, wantedG, wantedB]) =>
  alpha > 40 && Math.abs(r - wantedR) < 40 && Math.abs(g - wantedG) < 40 && Math.abs(b - wantedB) < 40;

test("a segment is filled in its color within its voxels, until it is switched off", async () => {
  await until("the segment", async () => isColor(await over(8, 8), [0, 0, 255]));
  assert.equal((await over(13.5, 8))[3], 0, "no segment there");
  await toggle("Liver");
  await until("no segment", async () => (await over(8, 8))[3] === 0);
});

test("a structure's contour runs where the plan has it", async () => {
  await until("the contour", async () => isColor(await over(18, 9), [255, 0, 255]));
  assert.equal((await over(23, 9))[3], 0, "nothing within");
  await toggle("PTV");
  await until("no contour", async () => (await over(18, 9))[3] === 0);
});

test("dose is washed in the color of the isodose it reaches", async () => {
  await until("the dose", async () => isColor(await over(26, 26), [255, 64, 64]));
  assert.equal((await over(14, 26))[3], 0, "no dose there");
  await toggle("Plan");
  await until("no dose", async () => (await over(26, 26))[3] === 0);
});

test("an overlay plane lies on its row of its frame alone", async () => {
  await until("the overlay", async () => isColor(await over(16, 2.5), [255, 255, 255]));
  assert.equal((await over(16, 3.6))[3], 0, "one row only");
  await keys("ArrowDown");
  await until("the next frame", async () => (await cell()).frame === MIDDLE + 1 && (await over(16, 2.5))[3] === 0);
});

test("a presentation state brings its window, turn, shutter and graphics, and goes again", async () => {
  await toggle("STATE");
  await until("its window", async () => (await cell()).window.center === 80);
  const { display, window } = await cell();
  assert.deepEqual([display.rotation, window.width], [90, 120]);
  await until("its graphics", async () => isColor(await over(14, 15), [0, 255, 0]));
  assert.deepEqual(await over(1, 15), [0, 0, 0, 255], "the shutter is closed there");
  assert.equal((await over(16, 2.5))[3], 0, "the image's overlay is not activated");
  await toggle("PLAIN");
  // Without a VOI all values that 16 bits become are seen: in the image's own values as many.
  await until("the whole range", async () => (await cell()).window.width === 65535);
  await until("the overlay", async () => isColor(await over(16, 2.5), [255, 255, 255]));
  await toggle("None");
  await until("as acquired", async () => (await cell()).window.width === 400);
  assert.equal((await over(14, 15))[3], 0);
});

test("a second image is blended over the first, in its window and palette; what cannot be is said", async () => {
  await until("the dose", async () => isColor(await over(26, 26), [255, 64, 64]));
  await toggle("Plan");
  await toggle("BLEND");
  await until("the upper image where it is highest", async () => isColor(await over(26, 26), [200, 0, 0]));
  await until("and lowest", async () => isColor(await over(14, 26), [0, 0, 200]));
  assert.ok(Math.abs((await over(14, 26))[3] - 127) <= 1, "half of it");
  assert.equal((await cell()).window.center, 90);
  await keys("d");
  await until("the list", () => browser.evaluate(() => document.querySelector("dialog[open] .over") !== null));
  const said = await browser.evaluate(() => [...document.querySelectorAll("dialog label")].map((label) => label.textContent));
  assert.ok(said.includes("ELSEWHERE · not applied: bitmap shutter"), said.join());
  await keys("Escape");
  await toggle("ELSEWHERE");
  const told = () => browser.evaluate(() => document.body.textContent.includes("not applied: blending of images"));
  await until("word of what is not blended", told);
  assert.equal((await over(14, 26))[3], 0);
});

test("K goes to the key image", async () => {
  await keys("k");
  await until("the key image", async () => (await cell()).frame === 4);
});

/** Pixels over the active image in the color of stars. */
const stars = () =>
  browser.evaluate(() => {
    const canvas = document.querySelectorAll(".cell.active canvas")[1];
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((count, red, at) => count + (at % 4 === 0 && red === 255 && data[at + 1] === 213 && data[at + 2] === 74), 0);
  });

test("frames that a reconstruction made are none that the disc's objects name", async () => {
  await toggle("STATE");
  await until("the state", async () => (await cell()).display.rotation === 90);
  await keys("x");
  await until("the reconstruction", async () => (await cell()).item.kind === "mpr" && (await cell()).ready);
  await keys("End Home");
  const found = [];
  for (let frame = 0; frame < 7; frame++) {
    await until("its frame", async () => (await cell()).frame === frame && (await cell()).ready);
    const { corners, display } = await cell();
    assert.equal(display.rotation, 0, `the state is of the disc's frame, not of ${frame}`);
    assert.equal(await stars(), 0, `no star on ${frame}`);
    found.push([corners.technique.find((line) => line.startsWith("Position")), isColor(await over(8, 8), [0, 0, 255])]);
    await keys("ArrowDown");
  }
  assert.deepEqual(found, [0, 2, 4, 6, 8, 10, 12].map((z) => [`Position ${z}.0 mm`, z === 6]));
});

/** Prints all that is shown of the study and its prior: the paper's pages, and what was written on the pictures. */
async function printCompared() {
  await keys("Shift+C");
  await until("the prior", async () => (await state()).cells.at(1)?.stack === 3);
  await browser.evaluate(() => {
    const { fillText } = CanvasRenderingContext2D.prototype;
    window.written = [];
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      if (!this.canvas.isConnected) window.written.push(text);
      return fillText.call(this, text, ...rest);
    };
    window.print = () => (window.printed = true);
  });
  await keys("Control+p");
  await until("the dialog", () => browser.evaluate(() => document.querySelectorAll("dialog[open] select").length === 2));
  await browser.evaluate(() => {
    for (const select of document.querySelectorAll("dialog select")) {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change"));
    }
    document.querySelector("dialog .primary").click();
  });
  await until("the print", () => browser.evaluate(() => window.printed === true));
  return browser.evaluate(() => ({
    pages: [...document.querySelectorAll(".print-page")].map((page) => [...page.querySelectorAll("span, figcaption, figure p")].map(({ textContent }) => textContent)),
    written: window.written,
  }));
}

test("paper says whose each image is and of when, how it lies, and what is lost", async () => {
  const { pages, written } = await printCompared();
  const foot = ["Disc of 2026-01-05 12:00", "Provided for information. Findings are made by your doctor.", "1 / 1"];
  const captions = ["2026-01-05 12:00 · CT 1 CT · 3 / 5", "2025-03-09 12:00 · CT 1 CT"];
  assert.deepEqual(pages, [["Over, Lay", "OVER", ...captions, ...foot]]);
  for (const text of ["R", "L", "H", "F", "A", "P", "Lossy 12:1 JPEG", "W 400  L 100"]) assert.ok(written.includes(text), `${text} in ${written}`);
  const chunk = join(disc, "viewer/c0000004");
  const bytes = readFileSync(chunk);
  writeFileSync(chunk, 'V(4,[],"")');
  try {
    await openDisc(browser, disc);
    const [page] = (await printCompared()).pages;
    assert.deepEqual(page.slice(3, 5), ["Cannot be printed", captions[1]]);
    await until("a notice", () => browser.evaluate(() => document.querySelector(".notice").textContent.includes("Cannot be printed: 1 / 2")));
  } finally {
    writeFileSync(chunk, bytes);
  }
});

test("what lies over images and cannot be read is named, at once and in the list", async () => {
  const parts = readdirSync(join(disc, "viewer")).filter((name) => name.startsWith("j")).map((name) => join(disc, "viewer", name));
  const whole = parts.map((part) => readFileSync(part));
  for (const part of parts) writeFileSync(part, "");
  try {
    await openDisc(browser, disc);
    const said = () => browser.evaluate(() => document.querySelector(".notice").textContent);
    const what = ["Structures Plan contours", "Overlays CT 1 CT"];
    for (const name of what) await until(name, async () => (await said()).includes(`${name}: cannot be read`));
    await toggle("STATE");
    await until("the state", async () => (await said()).includes("Presentation states STATE: cannot be read"));
    await keys("d");
    await until("the list", () => browser.evaluate(() => document.querySelector("dialog[open] .over") !== null));
    const lines = await browser.evaluate(() =>
      [...document.querySelectorAll("dialog label")].filter((label) => label.querySelector(":disabled:not(:checked)")).map(({ textContent }) => textContent.split(":")[0]));
    assert.deepEqual(lines, ["STATE", "PTV", "Overlays"]);
  } finally {
    parts.forEach((part, at) => writeFileSync(part, whole[at]));
  }
});

test("the table of an image is chosen beside its windows, and left by a drag", async () => {
  await keys("]*3");
  await until("the image", async () => (await cell()).stack === 3 && (await cell()).ready);
  assert.equal((await cell()).window.width, 400);
  await browser.evaluate(() => document.querySelector("button[aria-label=Windows]").click());
  await browser.evaluate(() => [...document.querySelectorAll("[role=menu] button")].find(({ textContent }) => textContent.includes("Table")).click());
  await until("no window", async () => (await cell()).window === undefined);
  await browser.evaluate(() => document.querySelector(".cell.active").focus());
  await keys("Shift+ArrowRight");
  await until("a window", async () => (await cell()).window?.width > 0);
});

test("another disc is opened in the place of this one, and all tools with it", async () => {
  const images = join(disc, "other");
  const script = join(disc, "viewer/o0000001");
  writeImages(images);
  const workers = browser.page.workers().length;
  assert.ok(workers > 0);
  await keys("Control+o");
  await until("the dialog", () => browser.evaluate(() => document.querySelector("#open-folder") !== null));
  const whole = readFileSync(script);
  // The first disc is no longer in the drive.
  writeFileSync(script, "");
  try {
    await browser.page.setInputFiles("#open-folder", images);
    await until("its image", async () => (await cell()).corners?.patient[0] === "Other, Disc" && (await cell()).ready);
    await until("its workers alone", () => browser.page.workers().length === workers);
    await keys("x");
    await until("a reconstruction", async () => (await cell()).item.kind === "mpr" && (await cell()).ready);
  } finally {
    writeFileSync(script, whole);
  }
});

test("nothing of all that asked a network", () => {
  assert.deepEqual([browser.network(), browser.errors], [[], []]);
});
