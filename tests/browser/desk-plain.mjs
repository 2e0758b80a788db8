// Importing where scripts are off: files by a plain form, who is on them, the patient here whose they are,
// the order; and a form that is not ours:
// desk-plain.mjs SET-UP-LINK LOCAL-PATIENT-ID PASSWORD ZIP FILE... [--shots FOLDER]

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp } from "./desk.mjs";

const args = process.argv.slice(2);
const shots = args.indexOf("--shots");
const folder = shots < 0 ? undefined : args.splice(shots)[1];
const [link, id, password, ...files] = args;
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const api = async (path) => (await page.request.get(`${base}/api/v1/${path}`)).json();

/** A form as another site would send it, with the cookie and a token of nobody. */
async function forged(csrf) {
  const multipart = { csrf, file: { name: "a.zip", mimeType: "application/zip", buffer: readFileSync(files[0]) } };
  return (await page.request.post(`${base}/import/files`, { multipart, maxRedirects: 0 })).status();
}

/** The page as it is without scripts, in a browser with scripts: axe is one. */
function unwrapped() {
  const all = () => document.querySelectorAll("noscript");
  addEventListener("DOMContentLoaded", () => all().forEach((one) => { one.outerHTML = one.textContent; }));
}

try {
  const tried = [await forged("0".repeat(64)), await forged("")];
  const csrf = await page.getAttribute("body", "hx-headers").then((text) => JSON.parse(text)["x-csrf"]);
  tried.push(await forged(csrf));

  const state = await page.context().storageState();
  const context = await page.context().browser().newContext({ javaScriptEnabled: false, storageState: state });
  const quiet = await context.newPage();
  const scripted = await page.context().browser().newContext({ storageState: state });
  const seen = await scripted.newPage();
  await seen.addInitScript(unwrapped);
  const { lookAtAll, found } = looker({ page: seen, evaluate: (...all) => seen.evaluate(...all) }, folder);
  await lookAtAll("import-plain", base, "/import");
  await quiet.goto(`${base}/import`);
  if (folder) await quiet.screenshot({ path: join(folder, "import-plain-quiet.png"), fullPage: true, caret: "initial" });
  assert.equal(await quiet.isVisible("#drop"), false, "nothing can be dropped without scripts");
  await quiet.setInputFiles("#plain-files", files);
  await quiet.click("#plain button");
  await quiet.waitForSelector("#unlock");
  await quiet.fill("#password", password);
  await quiet.click("#unlock button");
  await quiet.waitForSelector("#import-go");
  await lookAtAll("import-look-plain", base, new URL(quiet.url()).pathname);
  // The one on the medium has another name: who is meant is looked for.
  const before = await quiet.locator("#locals input").count();
  await quiet.fill("#local", id);
  await quiet.click("button[form=find-local]");
  await quiet.waitForSelector("#locals .study");
  await quiet.check("#locals input[type=radio]");
  await quiet.click("#import-go");
  await quiet.waitForURL(`${base}/import`);
  while ((await quiet.locator("#imports li:first-child.done").count()) === 0) {
    assert.equal(await quiet.locator("#imports li:first-child.failed").count(), 0);
    await quiet.click('section.jobs a[href="/import"]');
  }
  const [imported] = await api("imports");
  await quiet.goto(`${base}/import`);
  await quiet.click("#plain button");
  await quiet.waitForURL(`${base}/import/files`);
  const empty = await quiet.textContent("main");
  await context.close();
  await scripted.close();
  noErrors(browser);
  console.log(JSON.stringify({ tried, before, imported, empty, found }));
} finally {
  await browser.close();
}
