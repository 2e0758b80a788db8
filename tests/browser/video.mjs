// A disc's video as Chromium plays it: video.mjs DISC KEYS..., then JSON: after each of the keys
// the frame that the viewer says, and what is on the screen of it: the middle 60 % as 8 x 8 grays.
// A video's file taints a canvas, so it is looked at from outside.

import { launch } from "./engine.mjs";
import { openDisc } from "./page.mjs";

/** How long a seek of a browser without a graphics card takes, at most. */
const PATIENCE_MS = 10_000;
const [disc, ...presses] = process.argv.slice(2);
const browser = await launch("chromium");
const { page } = browser;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const cell = () => browser.evaluate(() => window.filmdesk.state().cells[0]);

/** Where the image's middle lies in the window. */
async function middle() {
  const { matrix } = await cell();
  const { rows, columns } = await browser.evaluate(() => window.filmdesk.index.stacks[0]);
  const box = await page.locator(".image canvas").first().boundingBox();
  const at = (x, y) => [box.x + matrix[0] * x + matrix[4], box.y + matrix[3] * y + matrix[5]];
  const [left, top] = at(0.2 * columns, 0.2 * rows);
  const [right, bottom] = at(0.8 * columns, 0.8 * rows);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A picture's bytes as grays of 8 x 8 areas. */
async function grays(base64) {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const sums = new Array(64).fill(0);
  const counts = new Array(64).fill(0);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const area = Math.floor((8 * y) / image.height) * 8 + Math.floor((8 * x) / image.width);
      const at = 4 * (y * image.width + x);
      sums[area] += 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
      counts[area]++;
    }
  }
  return sums.map((sum, area) => sum / counts[area]);
}

async function seen() {
  for (const end = Date.now() + PATIENCE_MS; !(await cell()).ready && Date.now() < end; ) await pause(20);
  // The seek, then the picture at rest.
  await page.waitForFunction(() => [...document.querySelectorAll("video")].every(({ seeking }) => !seeking));
  await pause(400);
  const shot = (await page.screenshot({ clip: await middle() })).toString("base64");
  return { frame: (await cell()).frame, grays: await browser.evaluate(grays, shot) };
}

try {
  await openDisc(browser, disc);
  const shown = [await seen()];
  for (const key of presses) {
    await browser.key(key);
    shown.push(await seen());
  }
  // Playing: it goes on by itself, and begins again at its end.
  await browser.key(" ");
  const played = new Set();
  for (const end = Date.now() + PATIENCE_MS; played.size < 5 && Date.now() < end; await pause(30)) played.add((await cell()).frame);
  const { playing, rate } = await cell();
  await browser.key(" ");
  const stopped = !(await cell()).playing;
  console.log(JSON.stringify({ shown, played: [...played], playing, rate, stopped, errors: browser.errors }));
} finally {
  await browser.close();
}
