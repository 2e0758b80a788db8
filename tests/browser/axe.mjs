// Looks for violations of WCAG 2.2 A and AA, and of axe's best practices, in every view that can be
// reached from the viewer's bar: axe.mjs DISC LANGUAGE [WIDTHxHEIGHT], then JSON.
//
// Nothing here knows the views by name: each series is opened, each button and each line of each
// menu is pressed, and what the page has become is looked at when it is a new kind of page. The same
// of the disc of synthetic.mjs, which has what lies over images, a report and what is not shown.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./engine.mjs";
import { openDisc } from "./page.mjs";
import { peerFile } from "./peers.mjs";
import { writeDisc } from "./synthetic.mjs";

/** More than any viewer has; an end for a page that always changes. */
const MOST_VIEWS = 150;
/** Target size is one of WCAG 2.2 AA that axe leaves off by itself. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What leaves the page. */
const LEAVES = /language|fullscreen|中文|English/i;
/** What has to have been looked at. */
const MUST = ["fieldset.over", ".document section p", ".message div:nth-child(3)", "dialog[open] .choices select", "canvas.paper"];

const [disc, language, size = "1280x800"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const axe = readFileSync(peerFile("axe-core/axe.min.js"), "utf8");
const seen = new Set();
const met = new Set();
const violations = [];
const looked = [];

const browser = await launch("chromium", { window: { width, height }, touch: width < 800 });
const { page } = browser;
page.setDefaultTimeout(5_000);

/** The page as it opens for the first time: what was switched before is forgotten. */
async function open(disc) {
  await browser.evaluate(() => location.protocol === "file:" && localStorage.clear());
  await openDisc(browser, disc);
  const found = await browser.evaluate(() => document.documentElement.lang);
  if (found !== language) throw new Error(`the page is in ${found}, not ${language}`);
}

/** What kind of page it is: its elements with their roles and classes, each once. */
function kindOfPage() {
  const kinds = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility()) continue;
    kinds.add(`${element.tagName}.${element.className?.baseVal ?? element.className}[${element.getAttribute("role")}]`);
  }
  return [...kinds].sort().join();
}

/** Longest wait for a page to be still: a movie that plays never is. */
const STILL_MS = 3000;

/**
 * Waits until nothing changes any more: no script comes in, no element goes or comes for a moment.
 * Runs in the page.
 */
function settled(most) {
  return new Promise((done) => {
    let timer;
    const end = performance.now() + most;
    const later = () => {
      if (performance.now() > end) return watch.disconnect(), clearTimeout(timer), done();
      clearTimeout(timer);
      timer = setTimeout(() => (document.head.querySelector("script[src]") ? later() : (watch.disconnect(), done())), 150);
    };
    const watch = new MutationObserver(later);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    later();
  });
}

async function look(name) {
  await browser.evaluate(settled, STILL_MS);
  for (const selector of await browser.evaluate((all) => all.filter((one) => document.querySelector(one)), MUST)) met.add(selector);
  const kind = await browser.evaluate(kindOfPage);
  if (seen.has(kind) || looked.length >= MOST_VIEWS) return;
  seen.add(kind);
  looked.push(name);
  await page.evaluate(axe);
  const found = await browser.evaluate((values) => axe.run({ runOnly: { type: "tag", values }, rules: { "target-size": { enabled: true } } }), TAGS);
  const ran = [found.passes, found.violations, found.incomplete, found.inapplicable].flat();
  if (!ran.some(({ id }) => id === "target-size")) throw new Error("axe did not look at the size of targets");
  for (const { id, help, nodes } of found.violations) {
    const targets = nodes.slice(0, 4).map(({ target, failureSummary }) => `${target}: ${failureSummary.replace(/\s+/g, " ")}`);
    violations.push({ view: name, id, help, targets });
  }
}

const visible = (selector) => page.locator(selector).filter({ visible: true });

/** The words on every button of the page, menus' first. */
async function namesOf(selector) {
  return visible(selector).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") || one.textContent.trim()));
}

const SERIES = "nav button, [role=option]";
const MENUS = "button[aria-haspopup]";
const ITEMS = "[role=menu] [role^=menuitem]";
const BUTTONS = "[role=toolbar] button:not([aria-haspopup]), header button:not([aria-haspopup])";

/** A phone begins without the list of series. */
async function showList() {
  if ((await visible(SERIES).count()) === 0) await visible("[data-name=panel]").click();
}

/** Opens all series, presses all buttons of the bar. */
async function walk(disc) {
  await open(disc);
  await look("first");
  await showList();
  await look("list");
  const series = await visible(SERIES).count();
  for (let n = 0; n < Math.min(series, 40); n++) {
    await showList();
    await visible(SERIES).nth(n).click({ force: true });
    await look(`series ${n}`);
  }
  await open(disc);
  for (const [n, name] of (await namesOf(BUTTONS)).entries()) {
    if (LEAVES.test(name)) continue;
    await open(disc);
    const button = visible(BUTTONS).nth(n);
    if (!(await button.isEnabled())) continue;
    await button.click();
    await look(`button ${name}`);
  }
}

/** Presses all lines of all menus. */
async function walkMenus(disc) {
  await open(disc);
  for (const [menu, name] of (await namesOf(MENUS)).entries()) {
    await open(disc);
    await visible(MENUS).nth(menu).click();
    await look(`menu ${name}`);
    for (const [n, item] of (await namesOf(ITEMS)).entries()) {
      if (LEAVES.test(item)) continue;
      await open(disc);
      await visible(MENUS).nth(menu).click();
      const line = visible(ITEMS).nth(n);
      if ((await line.getAttribute("aria-disabled")) === "true" || (await line.isDisabled())) continue;
      await line.click();
      await look(`menu ${name}: ${item}`);
    }
  }
}

const synthetic = mkdtempSync(join(tmpdir(), "axe-"));
try {
  writeDisc(synthetic, language);
  await walk(disc);
  await walkMenus(disc);
  await walk(synthetic);
  const missed = MUST.filter((selector) => !met.has(selector));
  if (missed.length > 0) throw new Error(`never looked at ${missed}`);
  console.log(JSON.stringify({ looked, violations, errors: browser.errors, network: browser.network() }));
} finally {
  await browser.close();
  rmSync(synthetic, { recursive: true });
}
