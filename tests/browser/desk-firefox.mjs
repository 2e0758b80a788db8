// The two actions in Firefox, by nothing but keys: desk-firefox.mjs SET-UP-LINK PATIENT-ID

import assert from "node:assert/strict";
import { PASSWORD, focusOn, jobIs, noErrors, until } from "./desk.mjs";
import { launch } from "./engine.mjs";

const [link, id] = process.argv.slice(2);
const browser = await launch("firefox");
const type = async (text) => {
  for (const key of text) await browser.key(key);
};
try {
  await browser.open(link);
  await focusOn(browser, "name");
  await type("chief");
  await browser.key("Tab");
  await type(PASSWORD);
  await browser.key("Enter");
  await until(browser, "the desk and its scripts", () => document.readyState === "complete" && Boolean(window.htmx));
  await focusOn(browser, "q");

  await type(id);
  await browser.key("Enter");
  await focusOn(browser, "burn");
  await until(browser, "a good check", () => document.querySelector("#check .fine") !== null);
  await browser.key("Enter");
  await focusOn(browser, "q");
  const job = await jobIs(browser, "done");
  const card = await browser.evaluate((job) => document.getElementById(job).textContent, job);
  assert.match(card, /every byte read back/);

  const origin = new URL(link).origin;
  assert.deepEqual(browser.network().filter((url) => !url.startsWith(origin)), [], "no external request");
  noErrors(browser);
  console.log(JSON.stringify({ job }));
} finally {
  await browser.close();
}
