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
const { look, lookAtAll, found } = looker(browser, folder);

async function byCode(job) {
  const code = await textOf(browser, ".pickup code");
  assert.match(code, /^[2-9A-HJ-NP-Z]{6}$/);
  for (const wrong of [code.slice(1), `${code}2`, code === "222222" ? "333333" : "222222"]) {
    await page.goto(`${base}${path}`);
    assert.equal(await focused(browser), "code", "a scanner may begin");
    await scan(browser, wrong);
    await page.waitForSelector("text=not the pickup code");
  }
  const guesses = await guess(job, code);
  // An administrator may still say it.
  await page.goto(`${base}${path}`);
  // As a person says it.
  await scan(browser, `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase());
  return { code, guesses };
}

/** The label of the disc is scanned at the desk: its page opens; the same by the API. */
async function byLabel(job, said) {
  await page.goto(`${base}/`);
  await scan(browser, said);
  await focusOn(browser, job.replace("job", "disc"));
  await look(`found-${how}`);
  await page.keyboard.press("Enter");
  await page.waitForSelector(`h1 >> text=${Number(job.slice(4))}`);
  assert.equal(await page.locator(".job").count(), 1, "this disc alone");
  assert.equal(await page.getAttribute(`#${job} a[id^=give]`, "href"), path);
  const listed = await (await page.request.get(`${base}/api/v1/jobs?label=${encodeURIComponent(said)}`)).json();
  assert.deepEqual(listed.map(({ id }) => `job-${id}`), [job]);
}

/** Whoever guesses codes is stopped after ten of them, even with the right one; by the API, as a desk. */
async function guess(job, code) {
  await page.goto(`${base}/`);
  const csrf = await browser.evaluate(() => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"]);
  const made = await page.request.post(`${base}/api/v1/tokens`, { headers: { "x-csrf": csrf }, data: { name: "kiosk", role: "desk" } });
  const { token } = await made.json();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const say = async (code) => {
    const answer = await fetch(`${base}/api/v1/jobs/${job.slice(4)}/hand-over`, { method: "POST", headers, body: JSON.stringify({ code }) });
    return `${answer.status} ${await answer.text()}`;
  };
  const wrong = code === "222222" ? "333333" : "222222";
  // Three were said before.
  for (let tries = 4; tries <= 10; tries++) assert.match(await say(wrong), /^409 .*not the pickup code/);
  for (const said of [wrong, code]) assert.match(await say(said), /^409 .*Too many codes/);
  return 9;
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
  const volume = await textOf(browser, `#${job} .volume b`);
  await byLabel(job, volume.toLowerCase());
  await page.goto(`${base}/`);
  let code = "";
  let guesses = 0;
  if (how === "code") {
    const printed = await textOf(browser, ".pickup code");
    await byLabel(job, `${printed.slice(0, 3)}-${printed.slice(3)}`.toLowerCase());
    await page.goto(`${base}/`);
    ({ code, guesses } = await byCode(job));
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
  assert.equal(rows.length, how === "code" ? 5 + guesses : 2);
  noErrors(browser);
  console.log(JSON.stringify({ code, found }));
} finally {
  await browser.close();
}
