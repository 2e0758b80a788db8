// A disc in two actions from the keyboard, a reload in between, a second desk:
// desk-burn.mjs SET-UP-LINK PATIENT-ID

import assert from "node:assert/strict";
import { focusOn, focused, jobIs, noErrors, scan, setUp, signIn, textOf } from "./desk.mjs";

const [link, id] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
let second;
/** The delay of typing made long, which hands faster than it do not wait for. */
const DELAY_MS = 4000;
await page.route("**/", async (route) => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, body: (await answer.text()).replace("delay:150ms", `delay:${DELAY_MS}ms`) });
});
try {
  await page.goto(`${base}/`);
  assert.equal(await focused(browser), "q", "the cursor is in the box");

  // Action one: a scan.
  const begun = Date.now();
  await scan(browser, id);
  await focusOn(browser, "burn");
  const found = Date.now() - begun;
  assert.ok(await page.isChecked(".study input"), "what is likely wanted is ticked");
  await page.waitForSelector("#check .fine");

  // Action two: Enter.
  await page.keyboard.press("Enter");
  await page.waitForSelector("#ordered");
  await focusOn(browser, "q");
  assert.equal(await page.inputValue("#q"), "", "the next patient may be scanned");
  const job = await jobIs(browser, "waiting", "running", "done");
  await new Promise((done) => setTimeout(done, begun + DELAY_MS + 500 - Date.now()));
  await page.waitForSelector("#ordered", { timeout: 1000 });

  await page.reload();
  assert.equal(await jobIs(browser, "waiting", "running", "done"), job, "the job survives a reload");
  second = await signIn(base);
  assert.equal(await jobIs(second, "waiting", "running", "done"), job, "a second desk sees it");
  for (const one of [browser, second]) assert.equal(await jobIs(one, "done"), job);

  const card = await textOf(browser, `#${job}`);
  assert.match(card, /every byte read back/);
  const label = await page.getAttribute(`#${job} .acts a`, "href");
  const pdf = await browser.evaluate(async (href) => {
    const answer = await fetch(href);
    return [answer.status, (await answer.text()).slice(0, 5)];
  }, label);
  assert.deepEqual(pdf, [200, "%PDF-"]);

  // The same patient again, of a server that takes its time: the disc of today is told.
  await page.route("**/find?*", async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  await scan(browser, id);
  await page.waitForSelector("#discs-today");
  for (const one of [browser, second]) noErrors(one);
  const foreign = browser.network().filter((url) => !url.startsWith(base));
  assert.deepEqual(foreign, [], "no external request");
  console.log(JSON.stringify({ job, found }));
} finally {
  await second?.close();
  await browser.close();
}
