// Two patients on one disc, by a deliberate step:
// desk-pair.mjs SET-UP-LINK ID OTHER-ID LABEL-FILE [SCREENSHOTS]

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { focusOn, focused, jobIs, noErrors, scan, setUp, textOf, until } from "./desk.mjs";
import { peerFile } from "./peers.mjs";

const [link, id, other, file, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const axe = readFileSync(peerFile("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const found = [];
const wide = [];
const browser = await setUp(link);
const { page } = browser;

/** Where one is, in both languages, both themes, at two sizes. */
async function look(what) {
  const { pathname, search } = new URL(page.url());
  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}`);
    await page.goto(`${base}${pathname}${search}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(axe);
        const { violations } = await browser.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
        for (const { id, nodes } of violations) found.push(`${what}: ${id}: ${nodes.slice(0, 3).map(({ target }) => target)}`);
        const over = await browser.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) wide.push(`${what}-${width}: ${over} px`);
        const shot = `${what}-${language}-${colorScheme}-${width}.png`;
        if (folder) await page.screenshot({ path: join(folder, shot), fullPage: true });
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${base}/language?to=en`);
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
  console.log(JSON.stringify({ job, found, wide }));
} finally {
  await browser.close();
}
