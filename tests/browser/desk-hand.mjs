// A finished disc is given to somebody, for a code or a signature:
// desk-hand.mjs SET-UP-LINK PATIENT-ID code|signature LABEL-FILE [SCREENSHOTS]

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { looker } from "./desk-axe.mjs";
import { focusOn, focused, jobIs, noErrors, scan, setUp, textOf } from "./desk.mjs";

const [link, id, how, file, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const { lookAtAll, found } = looker(browser, folder);

async function byCode() {
  const code = await textOf(browser, ".pickup code");
  assert.match(code, /^[2-9A-HJ-NP-Z]{6}$/);
  for (const wrong of [code.slice(1), `${code}2`, code === "222222" ? "333333" : "222222"]) {
    await page.goto(`${base}${path}`);
    assert.equal(await focused(browser), "code", "a scanner may begin");
    await scan(browser, wrong);
    await page.waitForSelector("text=not the pickup code");
  }
  await page.goto(`${base}${path}`);
  // As a person says it.
  await scan(browser, `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase());
  return code;
}

async function bySignature() {
  assert.equal(await focused(browser), "taker");
  await page.keyboard.type("Anna Example");
  const box = await page.locator("#sign canvas").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  for (const [x, y] of [[120, 90], [200, 30], [280, 110]]) await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  await page.mouse.up();
  await page.click("#hand-over button.go");
}

let path;
try {
  await scan(browser, id);
  await focusOn(browser, "burn");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#ordered");
  const job = await jobIs(browser, "done");
  path = await page.getAttribute(`#${job} a[id^=give]`, "href");
  const label = await page.getAttribute(`#${job} a[id^=label]`, "href");
  const pdf = await browser.evaluate(async (href) => [...new Uint8Array(await (await fetch(href)).arrayBuffer())], label);
  writeFileSync(file, Buffer.from(pdf));

  await lookAtAll(`${how}-before`, base, path);
  await page.goto(`${base}/`);
  let code = "";
  if (how === "code") {
    code = await byCode();
  } else {
    await page.goto(`${base}${path}`);
    await bySignature();
  }
  await page.waitForSelector(`#${job} .given`);
  assert.match(await textOf(browser, `#${job} .given`), /by chief/);
  assert.equal(await page.locator(`#${job} a[id^=give]`).count(), 0);

  // It is given once; what was taken down is shown again.
  const again = await browser.evaluate(async ([path, code]) => {
    const headers = { "x-csrf": JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"] };
    return (await fetch(path, { method: "POST", headers, body: new URLSearchParams({ code, taker: "Another" }) })).status;
  }, [path, code]);
  assert.equal(again, 409);
  await page.click(`#${job} .given a`);
  await page.waitForSelector("#given");
  if (how === "signature") {
    assert.match(await textOf(browser, "#given"), /to Anna Example/);
    await page.waitForFunction(() => document.querySelector("img.signature").complete);
    const width = await browser.evaluate(() => document.querySelector("img.signature").naturalWidth);
    assert.equal(width, 600, "the signature that was made");
  }
  await lookAtAll(`${how}-after`, base, path);
  await page.goto(`${base}/audit`);
  const rows = await browser.evaluate(
    (id) => [...document.querySelectorAll("tbody tr")].map((row) => row.textContent).filter((text) => text.includes("handed over a disc") && text.includes(id)),
    id,
  );
  assert.ok(rows.some((text) => !text.includes("refused")), "the trail says so");
  assert.equal(rows.length, how === "code" ? 5 : 2);
  noErrors(browser);
  console.log(JSON.stringify({ code, found }));
} finally {
  await browser.close();
}
