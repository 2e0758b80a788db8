// An administrator and a foreign disc: what a modality was refused in plain words, a connection
// test, a ZIP dropped into the page and given to a patient who is here, a change of the settings,
// and what axe finds on these pages in both languages:
// desk-admin.mjs SET-UP-LINK ZIP LOCAL-PATIENT-ID DICOM-ADDRESS [FOLDER]

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { looker } from "./desk-axe.mjs";
import { noErrors, setUp, textOf, until } from "./desk.mjs";

const [link, zip, id, dicom, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = await setUp(link);
const { page } = browser;
const { look, found } = looker(browser, folder);

/** What a person does who drags a file from the desktop. */
const drop = (bytes, name) =>
  browser.evaluate(
    (bytes, name) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name));
      document.querySelector("#drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    bytes.toString("base64"),
    name,
  );

async function importsTheZip() {
  await page.goto(`${base}/import`);
  await until(browser, "the page's scripts", () => Boolean(window.htmx));
  await drop(readFileSync(zip), "foreign.zip");
  await page.waitForSelector("#import-go");
  // The medium's patient has the name of one who is here, and another birth date.
  await page.waitForSelector("#locals input[type=radio]");
  const local = await textOf(browser, "#locals .study");
  assert.ok(local.includes(id) && local.includes("differs from the disc"), local);
  await look("import-look-en");
  await page.click("#locals input[type=radio]");
  await page.selectOption("#send-to", "PACS");
  await page.click("#import-go");
  await until(browser, "an import that is done", () => document.querySelector("#imports .job.done"));
  const fates = await browser.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll(".fate")].map((one) => [one.dataset.fate, Number.parseInt(one.textContent, 10)])));
  const named = await textOf(browser, "#imports details");
  await page.click("#imports .job a");
  await page.waitForSelector("#burn");
  assert.ok((await textOf(browser, ".facts")).includes(id));
  return { fates, named, studies: await page.locator(".study").count() };
}

async function testsAConnection() {
  await page.goto(`${base}/modalities`);
  await page.fill("#address", dicom);
  await page.fill("#ae", "FILMDESK");
  await page.click("section[aria-labelledby=test] form:last-of-type button");
  await page.waitForSelector("#tested");
  return textOf(browser, "#tested");
}

/** The wedge is a film like any other: its page shows it. */
async function printsTheWedge() {
  await page.click("#wedge");
  await page.waitForSelector("#wedge-job");
  await look("calibration-wedge-en");
  const calibration = page.url();
  const job = await textOf(browser, "#wedge-job a");
  await page.click("#wedge-job a");
  await page.waitForSelector(`h1 >> text=${job}`);
  await page.waitForSelector("#film img");
  await look("wedge-en");
  await page.goto(calibration);
}

/** A printer whose densities fall evenly, as no printer's should. */
async function calibrates() {
  await page.goto(`${base}/printers`);
  await page.click('a[href$="/calibration"]');
  await page.click("details summary");
  await look("calibration-en");
  await printsTheWedge();
  await page.fill("#densities", "black\nwhite");
  await page.click("form.stack button");
  assert.match(await textOf(browser, "#wrong"), /line 2/);
  const wedge = Array.from({ length: 18 }, (_, step) => (3.1 - (step * 2.9) / 17).toFixed(2));
  await page.fill("#densities", wedge.join("\n"));
  await page.click("form.stack button");
  await page.waitForSelector("#measured");
  await look("calibration-measured-en");
  return { measured: await textOf(browser, "#measured"), toml: await textOf(browser, "#toml") };
}

async function changesTheSettings() {
  await page.goto(`${base}/settings`);
  const text = await page.inputValue("#text");
  await page.fill("#text", `${text}\nnonsense = 1\n`);
  await page.click("#check-settings");
  await page.waitForSelector("#wrong");
  const wrong = await textOf(browser, "#wrong");
  assert.match(wrong, /nonsense/);
  const more = '\n[web]\nsession-minutes = 45\n[[disc.burner]]\nname = "room-2"\ndevice = "/dev/null"\n[archive]\nkeep-days = 365\n';
  await page.fill("#text", text.replace('"FILMDESK"]', '"FILMDESK", "MR01"]') + more);
  await page.click("#check-settings");
  await page.waitForSelector("#preview");
  const preview = await textOf(browser, "#preview");
  for (const part of ["[access]", "[disc]", "[web] session-minutes", "[archive] quota-mb, keep-days"]) assert.ok(preview.includes(part), preview);
  await look("settings-preview-en");
  await page.click("#write");
  await page.waitForSelector("#written");
  const drives = await browser.evaluate(async () => (await fetch("/api/v1/drives")).text());
  assert.match(drives, /room-2/, "a burner is there at once");
  const storage = await browser.evaluate(async () => (await fetch("/api/v1/storage")).json());
  assert.equal(storage.keep_days, 365);
}

try {
  const imported = await importsTheZip();
  await page.goto(`${base}/modalities`);
  const english = await textOf(browser, "main");
  const tested = await testsAConnection();
  const calibrated = await calibrates();
  await changesTheSettings();
  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}`);
    for (const name of ["import", "modalities", "printers", "printers/FILMDESK/calibration", "storage", "profiles", "log", "settings"]) {
      await page.goto(`${base}/${name}`);
      await look(`${name.replaceAll("/", "-")}-${language}`);
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  for (const name of ["import", "modalities", "printers/FILMDESK/calibration", "storage", "settings"]) {
    await page.goto(`${base}/${name}`);
    await look(`${name.replaceAll("/", "-")}-narrow`);
  }
  await page.goto(`${base}/modalities`);
  const chinese = await textOf(browser, "main");
  await page.goto(`${base}/audit`);
  const audit = await textOf(browser, "main");
  noErrors(browser);
  console.log(JSON.stringify({ imported, english, chinese, tested, calibrated, audit, found }));
} finally {
  await browser.close();
}
