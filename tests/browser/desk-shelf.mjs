// Studies that left the server and are on a disc made before: found, named with the disc, not to be
// ticked; alone ("only") or beside a study that is here ("both"):
// desk-shelf.mjs ADDRESS ID NOBODYS-ID only|both [FOLDER]

import assert from "node:assert/strict";
import { looker } from "./desk-axe.mjs";
import { focusOn, noErrors, scan, signIn, textOf } from "./desk.mjs";

const [base, id, gone, which, folder] = process.argv.slice(2);
const browser = await signIn(base);
const { page } = browser;
const { look, found } = looker(browser, folder);
try {
  // What was on no disc is nowhere any more.
  await scan(browser, gone);
  await page.waitForSelector("#found .notice");
  assert.equal(await page.locator(".patient, .card").count(), 0);

  await page.keyboard.press("Escape");
  await focusOn(browser, "q");
  await scan(browser, id);
  await page.waitForSelector("#order .shelf");
  const [person] = await browser.evaluate(async (id) => (await fetch(`/api/v1/patients?q=${id}`)).json(), id);
  const shelf = person.studies.filter(({ place }) => place === "disc");
  assert.equal(shelf.length, 1);
  const [disc] = shelf[0].discs;
  assert.equal(disc.instances, shelf[0].instances);
  assert.equal(shelf[0].whole, shelf[0].instances);
  const line = await textOf(browser, ".shelf");
  assert.ok(line.includes(disc.file_set_id) && line.includes(disc.created.slice(0, 10)), line);
  assert.equal(await page.locator(".shelf input").count(), 0);
  assert.equal(await page.getAttribute(".shelf a", "href"), "/import");

  // Only what is here is ticked; where nothing is, the way to the import has the focus.
  const here = person.studies.filter(({ place }) => place !== "disc").map(({ uid }) => uid);
  const ticked = await browser.evaluate(() => [...document.querySelectorAll("#order [name=study]:checked")].map(({ value }) => value));
  assert.deepEqual(ticked, here);
  assert.equal(here.length, which === "only" ? 0 : 1);
  if (which === "only") {
    assert.equal(await page.locator("#burn").count(), 0);
    await page.waitForSelector("#nothing-here");
    await focusOn(browser, "import-shelf");
  } else {
    await focusOn(browser, "burn");
  }

  // A program that orders it is told why not.
  const refused = await browser.evaluate(async (uid) => {
    const csrf = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"];
    const headers = { "x-csrf": csrf, "content-type": "application/json" };
    return (await fetch("/api/v1/discs", { method: "POST", headers, body: JSON.stringify({ studies: [uid] }) })).status;
  }, shelf[0].uid);
  assert.ok(refused >= 400 && refused < 500, `${refused}`);

  for (const language of ["en", "zh-Hans"]) {
    await page.goto(`${base}/language?to=${language}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${base}/?q=${id}`);
        await look(`shelf-${which}-${language}-${colorScheme}-${width}`);
      }
    }
  }
  noErrors(browser);
  console.log(JSON.stringify({ found }));
} finally {
  await browser.close();
}
