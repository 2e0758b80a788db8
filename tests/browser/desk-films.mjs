// Films on the desk: desk-films.mjs first SET-UP-LINK PATIENT-ID FOLDER
// The board, a film looked at closely, assigned by keyboard, put on a disc; the last job is held.
// desk-films.mjs second BASE PATIENT-ID '': the last job is moved to another printer and released.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { looker } from "./desk-axe.mjs";
import { jobIs, noErrors, scan, setUp, signIn, until } from "./desk.mjs";

const [part, link, id, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const browser = part === "first" ? await setUp(link) : await signIn(base);
const { page } = browser;
const { look, found } = looker(browser, folder);

/** A document as bytes. */
async function bytes(path) {
  const answer = await page.request.get(`${base}${path}`);
  assert.equal(answer.status(), 200, path);
  return answer.body();
}

/** A call of the API, with the session of the page. */
async function api(method, path, data) {
  const csrf = await browser.evaluate(() => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"]);
  const answer = await page.request.fetch(`${base}/api/v1${path}`, { method, data, headers: { "x-csrf": csrf } });
  assert.ok(answer.ok(), `${path}: ${answer.status()}`);
  return answer.json();
}

/** The state of a print job, wherever it is shown. */
const stateIs = (job, ...states) =>
  until(browser, `film job ${job} ${states}`, (job, states) =>
    states.includes(document.querySelector(`#film-${job}, #film-state`)?.dataset.state), job, states);

const scripts = () => until(browser, "the page's scripts", () =>
  document.readyState === "complete" && Boolean(window.htmx));

async function lookAt(what) {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await look(`${what}-${width}`);
  }
}

/** The film on its page: fitted, closer by keys and wheel, moved by arrows and by hand. */
async function zooms() {
  await page.waitForSelector(".film.zooms");
  const width = () => browser.evaluate(() => document.querySelector("#film img").getBoundingClientRect().width);
  const left = () => browser.evaluate(() => document.querySelector("#film").scrollLeft);
  await page.focus("#film");
  const whole = await width();
  await page.keyboard.press("+");
  assert.ok(await width() > whole, "larger");
  await page.keyboard.press("1");
  await until(browser, "a closer look", () => document.querySelector("#film img").src.endsWith("/close"));
  const natural = await width();
  assert.ok(natural > 2000, `${natural} pixels of 4096 on the longer side`);
  const before = await left();
  await page.keyboard.press("ArrowRight");
  await until(browser, "the film moves", (before) => document.querySelector("#film").scrollLeft > before, before);
  const box = await page.locator("#film").boundingBox();
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + 200);
  await page.mouse.up();
  assert.ok(await left() > before + 60, "moved by hand");
  await page.mouse.wheel(0, 100);
  await until(browser, "smaller by the wheel", (natural) =>
    document.querySelector("#film img").getBoundingClientRect().width < natural, natural);
  await page.click("[data-zoom=fit]");
  assert.equal(await width(), whole);
}

async function first() {
  await page.click("a[href='/films']");
  await scripts();
  await stateIs(1, "done");
  await stateIs(2, "done");
  await stateIs(3, "printing");
  await stateIs(4, "waiting");
  assert.ok((await page.textContent("#film-3")).includes("CT01"));

  // Held, one that waits and one between two tries; who has the board open sees it without asking.
  const second = await browser.page.context().newPage();
  for (const job of [4, 3]) {
    await second.goto(`${base}/films/${job}`);
    await second.click("#hold");
    await second.waitForSelector("#release");
    await stateIs(job, "held");
  }
  await second.close();
  await lookAt("films-en");

  await page.click("#film-1");
  await scripts();
  await zooms();
  const preview = createHash("sha256").update(await bytes("/films/1/1/preview")).digest("hex");
  const png = await bytes("/films/1/1/png");
  // 14 x 17 inches at the film's own pitch, and the thumbnail of it.
  const size = (file) => [file.readUInt32BE(16), file.readUInt32BE(20)];
  assert.ok(size(png)[1] > 5000, `${size(png)}`);
  assert.equal(Math.max(...size(await bytes("/films/1/1/thumbnail"))), 200);
  assert.equal((await bytes("/films/1/pdf")).subarray(0, 5).toString(), "%PDF-");
  assert.equal((await bytes("/films/1/1/tiff")).subarray(0, 2).toString(), "II");
  await lookAt("film-en");

  // Assigned from the keyboard.
  await page.focus("#q");
  await scan(browser, id);
  await until(browser, "the focus on a patient", () => document.activeElement.id.startsWith("assign-"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("#patient");
  assert.ok((await page.textContent("#patient")).includes(id));
  for (const language of ["zh-Hans", "en"]) {
    await page.goto(`${base}/language?to=${language}&back=/films`);
    await lookAt(`films-${language}`);
    await page.click("#film-1");
    await lookAt(`assigned-${language}`);
  }

  // A program does the same with the coloured film.
  const { patient } = await api("GET", "/films/1");
  assert.equal((await api("POST", "/films/2/assign", { patient })).patient_id, id);
  assert.equal((await api("POST", "/films/2/archive")).images, 1);

  // Twice is once: the same images.
  for (const time of [1, 2]) {
    await page.goto(`${base}/films/1`);
    await page.focus("#disc");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#burn");
    const films = await browser.evaluate(() => [...document.querySelectorAll(".study")]
      .filter((study) => study.textContent.includes("HC"))
      .map((study) => [study.querySelector("input").checked, study.querySelector(".amount").textContent.trim()[0]]));
    assert.deepEqual(films, [[true, "1"], [true, "1"]], `time ${time}`);
  }
  await scripts();
  await page.focus("#burn");
  await page.keyboard.press("Enter");
  await jobIs(browser, "done");

  await page.goto(`${base}/audit`);
  const trail = await page.textContent("table");
  for (const done of ["saw the films", "looked at films", "downloaded films", "held films", "assigned films to a patient", "made images of films"]) {
    assert.ok(trail.includes(done), done);
  }
  return { preview, found };
}

async function last() {
  await page.goto(`${base}/films/4`);
  await stateIs(4, "held");
  await page.selectOption("#move-printer", "FILMDESK");
  await page.click("#move");
  await page.waitForSelector("#release");
  await page.click("#release");
  await stateIs(4, "done");
  return {};
}

try {
  const told = await (part === "first" ? first : last)();
  noErrors(browser);
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
