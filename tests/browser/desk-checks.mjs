// What prevents mistakes: namesakes side by side, roles, a guesser locked out, the same without
// scripts: desk-checks.mjs SET-UP-LINK NAME ID OTHER-ID

import assert from "node:assert/strict";
import { PASSWORD, focusOn, focused, noErrors, scan, setUp, textOf } from "./desk.mjs";

const [link, name, id, other] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
try {
  // A name that two have: nobody is chosen, both are shown with their birth dates.
  await scan(browser, name);
  await page.waitForSelector(".patient");
  assert.equal(await page.locator(".patient").count(), 2);
  const dates = await browser.evaluate(() =>
    [...document.querySelectorAll(".patient")].map((one) => one.textContent.match(/\d{4}-\d\d-\d\d/)[0]));
  assert.equal(new Set(dates).size, 2, "two birth dates");
  assert.match(await focused(browser), /^patient-/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#namesakes");

  // By their ID: the card says that there is another one, whom Escape and a scan lead to.
  for (const [wanted, neighbour] of [[id, other], [other, id]]) {
    await page.keyboard.press("Escape");
    await focusOn(browser, "q");
    await scan(browser, wanted);
    await focusOn(browser, "burn");
    assert.ok((await textOf(browser, ".facts")).includes(wanted));
    assert.ok((await textOf(browser, "#namesakes")).includes(neighbour));
  }

  // Nothing ticked, nothing made.
  await page.click("[data-tick=none]");
  assert.ok(await page.isDisabled("#burn"));
  await page.click("[data-tick=all]");
  assert.ok(!(await page.isDisabled("#burn")));

  // A user of the desk, who has no other pages.
  await page.click("a[href='/users']");
  await page.fill("#name", "front");
  await page.selectOption("#role", "desk");
  await page.fill("#password", PASSWORD);
  await page.click("section[aria-labelledby=new] button");
  await page.waitForSelector("text=front");

  // A guesser: the right password helps no more.
  const tries = await browser.evaluate(async (right) => {
    const statuses = [];
    for (const password of ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", "eeeeeeeeee", "ffffffffff", right]) {
      const answer = await fetch("/login", { method: "POST", body: new URLSearchParams({ name: "front", password }),
        headers: { "x-csrf": JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"] } });
      statuses.push(answer.status);
    }
    return statuses;
  }, PASSWORD);
  assert.deepEqual(tries, [401, 401, 401, 401, 401, 401, 429]);

  // Without scripts: the same two actions by forms.
  const plain = await page.context().browser().newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const quiet = await plain.newPage();
  await quiet.goto(`${base}/`);
  await quiet.fill("#q", id);
  await quiet.keyboard.press("Enter");
  await quiet.waitForSelector("#burn");
  await quiet.click("#burn");
  await quiet.waitForSelector("#ordered");
  await plain.close();
  noErrors(browser);
  console.log(JSON.stringify({ tries }));
} finally {
  await browser.close();
}
