// Two patients on one disc, by a deliberate step:
// desk-pair.mjs SET-UP-LINK ID OTHER-ID LABEL-FILE [SCREENSHOTS]

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { looker } from "./desk-axe.mjs";
import { focusOn, focused, jobIs, noErrors, scan, setUp, textOf, until } from "./desk.mjs";

const [link, id, other, file, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const { lookAtAll, found } = looker(browser, folder);

/** Where one is. */
function look(what) {
  const { pathname, search } = new URL(page.url());
  return lookAtAll(what, base, `${pathname}${search}`);
}

/** From the first one's card to the box for the second. */
async function begin() {
  await page.goto(`${base}/`);
  await focusOn(browser, "q");
  await scan(browser, id);
  await focusOn(browser, "burn");
  await page.keyboard.press("F4");
  await page.click("#add-second");
  await page.waitForSelector("#second");
  await until(browser, "the page's scripts", () => document.readyState === "complete" && Boolean(window.htmx));
  await focusOn(browser, "q");
}

try {
  await begin();
  assert.ok((await textOf(browser, "#second")).includes(id), "whose disc it is");
  // The first one is no second one.
  await scan(browser, id);
  await until(browser, "nobody", () => document.querySelector("#found .notice") && !document.querySelector("#order"));
  await page.fill("#q", "");
  await scan(browser, other);
  await focusOn(browser, "card-name");

  // Both cards, their studies under their names, and nothing said yet.
  assert.deepEqual(await browser.evaluate(() => [...document.querySelectorAll(".patient-head")].length), 2);
  assert.equal(await page.locator("#order fieldset.studies").count(), 2);
  assert.equal(await page.isChecked("#both"), false, "nothing is ticked beforehand");
  const dates = (await textOf(browser, "#together")).match(/\d{4}-\d\d-\d\d/g);
  assert.equal(new Set(dates).size, 2, "both birth dates are said");
  await page.waitForSelector("#check .fine");

  // Enter and F8 make nothing.
  await page.keyboard.press("Enter");
  await page.keyboard.press("F8");
  await page.focus("#order .study input");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#ordered").count(), 0);
  assert.equal(await page.locator(".job").count(), 0, "no disc without the tick");
  assert.equal(await focused(browser), "both", "what is missing has the focus");

  // Nor does a form that was sent past the page.
  const refused = await browser.evaluate(async () => {
    const fields = new FormData(document.querySelector("#order"));
    const answer = await fetch("/discs", { method: "POST", body: new URLSearchParams([...fields]) });
    return answer.status;
  });
  assert.equal(refused, 409);

  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#ordered");
  const job = await jobIs(browser, "done");
  const card = await textOf(browser, `#${job}`);
  assert.ok(card.includes(id) && card.includes(other), card);

  const label = await page.getAttribute(`#${job} .acts a`, "href");
  const pdf = await browser.evaluate(async (href) => {
    const bytes = new Uint8Array(await (await fetch(href)).arrayBuffer());
    return [...bytes];
  }, label);
  writeFileSync(file, Buffer.from(pdf));

  await page.goto(`${base}/audit`);
  const orders = await browser.evaluate(
    (ids) => [...document.querySelectorAll("tbody tr")].filter((row) => /order/i.test(row.textContent) && ids.every((id) => row.textContent.includes(id))).length,
    [id, other],
  );
  assert.equal(orders, 1, "the trail names both");

  await begin();
  await look("second");
  await begin();
  await scan(browser, other);
  await focusOn(browser, "card-name");
  const hrefs = await browser.evaluate(() => document.querySelector("#order input[name=pair]").value.split(" "));
  await page.goto(`${base}/patients/${hrefs[1]}?with=${hrefs[0]}`);
  await page.waitForSelector("#check :not(.dim)");
  await look("pair");
  await begin();
  await page.keyboard.press("Escape");
  await until(browser, "one patient again", () => !document.querySelector("#with"));
  noErrors(browser);
  console.log(JSON.stringify({ job, found }));
} finally {
  await browser.close();
}
