// A person at the desk: a browser that is set up, and what they do. The page's policy forbids
// eval, so everything is asked through the engine's evaluate.

import assert from "node:assert/strict";
import { launch } from "./engine.mjs";

export const PASSWORD = "correct horse battery";
/** Longest wait for a disc of some megabytes on a busy machine. */
const PATIENCE_MS = 150_000;

/** Waits until a function in the page holds. */
export async function until(browser, what, condition, ...values) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    // A page that goes away meanwhile is asked again.
    const value = await browser.evaluate(condition, ...values).catch(() => false);
    if (value) return value;
    await new Promise((done) => setTimeout(done, 25));
  }
  const seen = await browser.evaluate(() => `${location} with the focus on ${document.activeElement.id}: ${document.body.innerText}`);
  assert.fail(`never: ${what}, but ${seen}`);
}

/** Opens the set-up link, makes the administrator `chief`, and is at the desk. */
export async function setUp(link, options = {}) {
  const browser = await launch("chromium", options);
  await browser.open(link);
  return enter(browser);
}

/** Signs in as `chief` in a browser of its own. */
export async function signIn(base) {
  const browser = await launch("chromium");
  await browser.open(`${base}/login`);
  return enter(browser);
}

async function enter(browser) {
  const { page } = browser;
  await page.fill("#name", "chief");
  await page.fill("#password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#q");
  await until(browser, "the page's scripts", () => document.readyState === "complete" && Boolean(window.htmx));
  return browser;
}

/** What a scanner does: types into whatever has the focus, fast, and presses Enter. */
export async function scan(browser, text) {
  // A page that was just opened gives its box the focus with its first picture.
  await until(browser, "a box with the focus", () => document.activeElement?.tagName === "INPUT");
  await browser.page.keyboard.type(text);
  await browser.page.keyboard.press("Enter");
}

/** The id of what has the focus. */
export const focused = (browser) => browser.evaluate(() => document.activeElement.id);

/** Waits until this has the focus. */
export const focusOn = (browser, id) =>
  until(browser, `the focus on ${id}`, (id) => document.activeElement.id === id, id);

/** Waits until the newest job has one of these states; its id. */
export const jobIs = (browser, ...states) =>
  until(
    browser,
    `a job that is ${states}`,
    (states) => {
      const job = document.querySelector(".job");
      return job && states.includes(job.dataset.state) && job.id;
    },
    states,
  );

/** The text of an element. */
export const textOf = (browser, selector) =>
  browser.evaluate((selector) => document.querySelector(selector).textContent, selector);

/** Refusals are asked for here, which Chromium logs; a reload breaks off the stream of jobs, and a look at the drive. */
const EXPECTED = /status of 4\d\d|^\[object Event\]$|^htmx:(afterRequest|sendAbort), /;

export function noErrors(browser) {
  assert.deepEqual(browser.errors.filter((error) => !EXPECTED.test(error)), []);
}
