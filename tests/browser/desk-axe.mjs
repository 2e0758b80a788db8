// What axe finds on a page of the desk, and whether it scrolls sideways.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { peerFile } from "./peers.mjs";

const axe = readFileSync(peerFile("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Looks at the page as it is, under a name; takes a screenshot when a folder is named. */
export function looker(browser, folder) {
  const { page } = browser;
  const found = [];
  async function look(what) {
    await page.evaluate(axe);
    const { violations } = await browser.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
    for (const { id, nodes } of violations) found.push(`${what}: ${id}: ${nodes.slice(0, 3).map(({ target }) => target)}`);
    const over = await browser.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${what}: ${over} px too wide`);
    // With the caret: to hide it, a style is put into the page, which its policy refuses.
    if (folder) await page.screenshot({ path: join(folder, `${what}.png`), fullPage: true, caret: "initial" });
  }
  /** The same for a page by its path, in both languages, both themes, at two sizes. */
  async function lookAtAll(what, base, path) {
    for (const language of ["zh-Hans", "en"]) {
      await page.goto(`${base}/language?to=${language}`);
      await page.goto(`${base}${path}`);
      for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await look(`${what}-${language}-${colorScheme}-${width}`);
        }
      }
    }
  }
  return { look, lookAtAll, found };
}
