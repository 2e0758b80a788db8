// Every page of the desk in both languages, both themes, at three sizes: what axe finds, whether
// it scrolls sideways, and screenshots when a folder is named:
// desk-look.mjs SET-UP-LINK PATIENT-ID NAME [FOLDER]

import { looker } from "./desk-axe.mjs";
import { noErrors, setUp } from "./desk.mjs";

const [link, id, name, folder] = process.argv.slice(2);
const base = new URL(link).origin;
const SIZES = [[320, 640], [1280, 800], [3840, 2160]];
let looked = 0;

const browser = await setUp(link);
const { page } = browser;
const { look, found } = looker(browser, folder);

/** Pages by name, and how one comes there. */
const PAGES = {
  desk: () => page.goto(`${base}/`),
  list: () => page.goto(`${base}/?q=${encodeURIComponent(name)}`),
  card: async () => {
    await page.goto(`${base}/?q=${encodeURIComponent(id)}`);
    await page.waitForSelector("#check :not(.dim)");
    await page.click(".choices summary");
  },
  nobody: () => page.goto(`${base}/?q=zzzzzz`),
  users: () => page.goto(`${base}/users`),
  tokens: () => page.goto(`${base}/tokens`),
  audit: () => page.goto(`${base}/audit`),
  account: () => page.goto(`${base}/account`),
  recordings: () => page.goto(`${base}/recordings`),
  calibration: () => page.goto(`${base}/printers/FILMDESK/calibration`),
  missing: () => page.goto(`${base}/patients/99999999`),
};

async function lookAtAll(pages, language) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      for (const [what, go] of pages) {
        await go();
        await look(`${what}-${language}-${colorScheme}-${width}`);
        looked++;
      }
    }
  }
}

try {
  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}`);
    await lookAtAll(Object.entries(PAGES), language);
  }
  await page.click(".who button");
  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}&back=/login`);
    await lookAtAll([["login", () => page.goto(`${base}/login`)]], language);
  }
  noErrors(browser);
  console.log(JSON.stringify({ looked, found }));
} finally {
  await browser.close();
}
