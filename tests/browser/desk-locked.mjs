// ZIPs with a password, dropped into the page beside an open one: what is locked is asked for, what
// is open comes in meanwhile, and the rest comes with the password, before the order or after it:
// desk-locked.mjs SET-UP-LINK LOCKED-ZIP OPEN-ZIP PASSWORD [FOLDER]

import assert from "node:assert/strict";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp, textOf, until } from "./desk.mjs";

const [link, locked, open, password, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const { look, found } = looker(browser, folder);

async function drop(...files) {
  await page.goto(`${base}/import`);
  await until(browser, "the page's scripts", () => Boolean(window.htmx));
  await page.setInputFiles("#files", files);
  await page.waitForSelector("#unlock");
}

const unlock = async (said) => {
  await page.fill("#password", said);
  await page.keyboard.press("Enter");
};
const newest = async () => (await (await page.request.get(`${base}/api/v1/imports`)).json())[0];
const ended = async (state) => {
  await page.waitForSelector(`#imports li:first-child.${state}`);
  return newest();
};

/** The password first: wrong, then right. */
async function before() {
  await drop(locked);
  assert.equal(await page.locator("#import-go").count(), 0, "nothing can be ordered yet");
  await look("import-locked-en");
  await unlock(`${password}?`);
  await page.waitForSelector("#unlock >> text=This is not the password");
  await unlock(password);
  await page.waitForSelector("#import-go");
  assert.equal(await page.locator("#unlock").count(), 0);
  await page.click("#import-go");
  return ended("done");
}

/** What is open is ordered; the job asks for the password of the rest. */
async function after() {
  await drop(locked, open);
  await page.click("#import-go");
  const failed = await ended("failed");
  assert.match(await textOf(browser, "#imports li:first-child .reason"), /encrypted/);
  await look("import-failed-locked-en");
  await page.click(`#password-${failed.id}`);
  await page.waitForSelector("input#password");
  await look("import-password-en");
  await unlock(password);
  return { failed, done: await ended("done") };
}

try {
  const first = await before();
  const second = await after();
  noErrors(browser);
  console.log(JSON.stringify({ first, second, found }));
} finally {
  await browser.close();
}
