// What lies over images is drawn where it belongs, and can be switched: over.mjs FOLDER, into which
// a disc is written first.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, cell, keys, readDisc, until } from "./keyboard.mjs";
import { MIDDLE, writeDisc } from "./synthetic.mjs";

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
  await toggle("None");
  await until("as acquired", async () => (await cell()).display.rotation === 0);
  assert.equal((await over(14, 15))[3], 0);
});

test("K goes to the key image", async () => {
  await keys("k");
  await until("the key image", async () => (await cell()).frame === 4);
});

test("nothing of all that asked a network", () => {
  assert.deepEqual([browser.network(), browser.errors], [[], []]);
});
