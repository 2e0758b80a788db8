// One Chromium that reads a disc by its keyboard, for suites of node:test.

import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import { launch } from "./engine.mjs";
import { openDisc } from "./page.mjs";

export let browser;

/** Every test begins with the disc's page as it opens for the first time. */
export function readDisc(disc) {
  before(async () => {
    browser = await launch("chromium");
  });
  after(() => browser.close());
  beforeEach(async () => {
    await openDisc(browser, disc);
    await browser.evaluate(() => localStorage.clear());
  });
}

/** Presses keys: "l Enter Shift+ArrowRight*3 Space". */
export async function keys(text) {
  for (const name of text.split(" ")) {
    const [, key, times] = /^(.+?)(?:\*(\d+))?$/.exec(name);
    for (let n = 0; n < Number(times ?? 1); n++) await browser.key(key === "Space" ? " " : key);
  }
}

export const state = () => browser.evaluate(() => window.filmdesk.state());

/** The active cell. */
export async function cell() {
  const { cells, active } = await state();
  return cells[active];
}

export const measurements = () => browser.evaluate(() => window.filmdesk.measurements());

/** The last measurement's numbers by their words. */
export async function measured() {
  const all = await measurements();
  return Object.fromEntries(all.at(-1).values.map(({ word, value, unit }) => [word, { value, unit }]));
}

/** Longest wait for what a page does in a moment, on a machine that does other things as well. */
const PATIENCE_MS = 30_000;

/** Waits until a page's condition holds; as long as `progress` says something new it may take its time. */
export async function until(what, condition, progress = () => "") {
  let said = "";
  for (let end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (await condition()) return;
    const now = await progress();
    if (now !== said) [said, end] = [now, Date.now() + PATIENCE_MS];
    await new Promise((done) => setTimeout(done, 25));
  }
  assert.fail(`never: ${what}`);
}

/** Opens the series that is `steps` after the first, and waits for its image. */
export async function series(steps) {
  await keys(`]*${steps}`);
  await until("the series' image", async () => (await cell()).ready);
  return cell();
}

/** Text of what has the focus. */
const focused = () =>
  browser.evaluate(() => {
    const { activeElement: element } = document;
    return element === document.body ? "" : element.title || element.getAttribute("aria-label") || element.textContent.trim();
  });

/** Goes on with a key, Tab or an arrow, until what is named has the focus. */
export async function goTo(key, name) {
  for (let n = 0; n < 60; n++) {
    if ((await focused()).includes(name)) return;
    await keys(key);
  }
  assert.fail(`${key} does not come to ${name}`);
}

export function near(actual, expected, unit, tolerance = 0.06) {
  assert.equal(actual.unit, unit);
  assert.ok(Math.abs(actual.value - expected) <= tolerance, `${actual.value} is not ${expected} ${unit}`);
}
