// Looks for violations of WCAG 2.2 A and AA, and of axe's best practices, in every view that can be
// reached from the viewer's bar: axe.mjs DISC LANGUAGE [WIDTHxHEIGHT], then JSON.
//
// Nothing here knows the views by name: each series is opened, each button and each line of each
// menu is pressed, and what the page has become is looked at when it is a new kind of page.

import { readFileSync } from "node:fs";
import { launch } from "./engine.mjs";
import { openDisc } from "./page.mjs";
import { peerFile } from "./peers.mjs";

/** More than any viewer has; an end for a page that always changes. */
const MOST_VIEWS = 150;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What leaves the page. */
const LEAVES = /language|fullscreen|print|中文|English/i;

const [disc, language, size = "1280x800"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const axe = readFileSync(peerFile("axe-core/axe.min.js"), "utf8");
const seen = new Set();
const violations = [];
const looked = [];

const browser = await launch("chromium", { window: { width, height }, touch: width < 800 });
const { page } = browser;
page.setDefaultTimeout(5_000);

async function open() {
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

async function look(name) {
  const kind = await browser.evaluate(kindOfPage);
  if (seen.has(kind) || looked.length >= MOST_VIEWS) return;
  seen.add(kind);
  looked.push(name);
  await page.evaluate(axe);
  const found = await browser.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
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

try {
  await open();
  await look("first");
  const series = await visible(SERIES).count();
  for (let n = 0; n < Math.min(series, 40); n++) {
    await visible(SERIES).nth(n).click({ force: true });
    await page.waitForTimeout(150);
    await look(`series ${n}`);
  }
  await open();
  for (const [n, name] of (await namesOf(BUTTONS)).entries()) {
    if (LEAVES.test(name)) continue;
    await open();
    const button = visible(BUTTONS).nth(n);
    if (!(await button.isEnabled())) continue;
    await button.click();
    await page.waitForTimeout(150);
    await look(`button ${name}`);
  }
  await open();
  for (const [menu, name] of (await namesOf(MENUS)).entries()) {
    await open();
    await visible(MENUS).nth(menu).click();
    await look(`menu ${name}`);
    for (const [n, item] of (await namesOf(ITEMS)).entries()) {
      if (LEAVES.test(item)) continue;
      await open();
      await visible(MENUS).nth(menu).click();
      const line = visible(ITEMS).nth(n);
      if ((await line.getAttribute("aria-disabled")) === "true" || (await line.isDisabled())) continue;
      await line.click();
      await page.waitForTimeout(150);
      await look(`menu ${name}: ${item}`);
    }
  }
  console.log(JSON.stringify({ looked, violations, errors: browser.errors, network: browser.network() }));
} finally {
  await browser.close();
}
