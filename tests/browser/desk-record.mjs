// An administrator has the next associations of a modality recorded, reads them, and removes one:
// desk-record.mjs SET-UP-LINK COMMANDS (JSON: programs with their arguments) [FOLDER]

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp, textOf, until } from "./desk.mjs";

const [link, commands, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const { look, found } = looker(browser, folder);
const get = (path) => browser.evaluate(async (path) => (await fetch(path)).text(), path);

async function orders() {
  await page.goto(`${base}/modalities`);
  await page.click(".peer summary");
  await look("modalities-record-en");
  await page.fill(".peer details input[name=count]", "4");
  await page.click(".peer details button");
  await page.waitForSelector("text=Still to come");
}

/** Plays the modality; the recordings that there are then, the oldest first. */
async function plays(all) {
  for (const [at, [program, ...words]] of all.entries()) {
    spawnSync(program, words, { stdio: "ignore" });
    // A recording is there when its association is over.
    for (const end = Date.now() + 60_000; ; ) {
      await page.goto(`${base}/recordings`);
      if ((await page.locator("#recordings > li").count()) > at) break;
      assert.ok(Date.now() < end, `no recording of ${program}`);
    }
  }
  return browser.evaluate(() => [...document.querySelectorAll("#recordings form")].map((form) => new URL(form.action).pathname.split("/")[2]).reverse());
}

try {
  await page.goto(`${base}/recordings`);
  await look("recordings-none-en");
  await orders();
  const names = await plays(JSON.parse(commands));
  const texts = [];
  for (const name of names) texts.push(await get(`/recordings/${name}/text`));
  const json = JSON.parse(await get(`/api/v1/recordings/${names[0]}`));
  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}`);
    await page.goto(`${base}/recordings`);
    await look(`recordings-${language}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${base}/recordings`);
  await look("recordings-narrow");
  await page.goto(`${base}/language?to=en`);
  const { ordered } = JSON.parse(await get("/api/v1/recordings"));
  await page.goto(`${base}/recordings`);
  await page.click("#recordings li:first-child button");
  await until(browser, "one recording less", () => document.querySelectorAll("#recordings > li").length === 2);
  await page.goto(`${base}/modalities`);
  const modalities = await textOf(browser, "main");
  await page.goto(`${base}/audit`);
  const trail = await textOf(browser, "main");
  noErrors(browser);
  console.log(JSON.stringify({ texts, json, left: ordered[0].left, modalities, trail, found }));
} finally {
  await browser.close();
}
