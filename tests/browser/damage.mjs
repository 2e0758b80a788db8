// What a reader sees of a disc that is damaged, and of a browser that is too old: damage.mjs DISC
// (a copy that may be spoiled).

import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch } from "./engine.mjs";
import { openDisc, pageOf } from "./page.mjs";
import { peer } from "./peers.mjs";

const [disc] = process.argv.slice(2);
const page = readFileSync(join(disc, "INDEX.HTM"), "utf8");
const index = JSON.parse(/<script type="application\/json" id="index">(.*?)<\/script>/s.exec(page)[1]);
/** The first stack that is long enough: its first chunk is one frame. */
const place = index.stacks.findIndex(({ encoding, frames }) => encoding === "predicted" && frames > 10);
const stack = index.stacks[place];
const [first, ...counts] = stack.chunks;
const chunk = (number) => join(disc, "viewer", `c${String(number).padStart(7, "0")}`);

/** Frames in the order in which chunks hold them. */
function order() {
  if (stack.order === "forward") return Array.from({ length: stack.frames }, (_, n) => n);
  const middle = stack.frames >> 1;
  const steps = Array.from({ length: stack.frames }, (_, n) => (n % 2 ? middle + ((n + 1) >> 1) : middle - (n >> 1)));
  return steps.concat(0).filter((frame, n, all) => frame >= 0 && frame < stack.frames && all.indexOf(frame) === n);
}

/** Lets `look` at the page of a browser that is closed afterwards. */
async function look(engine, look) {
  const browser = await launch(engine);
  try {
    await look(browser);
  } finally {
    await browser.close();
  }
}

const framesOf = (browser) =>
  browser.evaluate(async (stack) => {
    const { frames } = window.filmdesk.index.stacks[stack];
    const found = [];
    for (let frame = 0; frame < frames; frame++) found.push((await window.filmdesk.samples(stack, frame)) !== undefined);
    return found;
  }, place);

test("a flipped byte costs its frame alone, and the page says which", async () => {
  const bytes = readFileSync(chunk(first + 1));
  const whole = Buffer.from(bytes);
  // Near the end: within the last frame of the chunk.
  bytes[bytes.length - 12] ^= 1;
  writeFileSync(chunk(first + 1), bytes);
  const lost = order()[counts[0] + counts[1] - 1];
  for (const engine of ["chromium", "firefox", "webkit"]) {
    await look(engine, async (browser) => {
      await openDisc(browser, disc);
      const found = await framesOf(browser);
      assert.deepEqual(found.flatMap((there, frame) => (there ? [] : frame)), [lost], engine);
      const text = await browser.evaluate(() => document.querySelector("#app").innerText);
      assert.match(text, new RegExp(`\\b${lost + 1}\\b`), `${engine}: the frame is named`);
    });
  }
  writeFileSync(chunk(first + 1), whole);
});

test("a missing file costs its frames alone", async () => {
  const bytes = readFileSync(chunk(first + 1));
  rmSync(chunk(first + 1));
  await look("chromium", async (browser) => {
    await openDisc(browser, disc);
    const found = await framesOf(browser);
    const kept = order().slice(0, counts[0]).concat(order().slice(counts[0] + counts[1]));
    assert.deepEqual(found.flatMap((there, frame) => (there ? frame : [])), kept.sort((one, other) => one - other));
    const other = index.stacks.findIndex(({ encoding }, n) => n !== place && encoding === "predicted");
    assert.ok(await browser.evaluate(async (other) => (await window.filmdesk.samples(other, 0)) !== undefined, other));
  });
  writeFileSync(chunk(first + 1), bytes);
});

/** What is seen of the page, and where its links lead. */
const seen = () => ({
  text: document.body.innerText,
  links: [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href")),
  viewer: document.querySelector("#app.viewer") !== null,
});

/** The static page, with its way to the pages with previews. */
function assertStatic({ text, links, viewer }) {
  assert.equal(viewer, false);
  assert.ok(text.length > 100, text);
  assert.ok(links.some((link) => /^ihe_pdi\//i.test(link)), `${links}`);
}

test("a browser without what the viewer needs stays at the pages with previews", async () => {
  for (const missing of ["DecompressionStream", "Worker", "OffscreenCanvas"]) {
    await look("chromium", async (browser) => {
      await browser.page.addInitScript((name) => delete globalThis[name], missing);
      await browser.open(pageOf(disc));
      await new Promise((done) => setTimeout(done, 500));
      assertStatic(await browser.evaluate(seen));
    });
  }
});

test("without scripts the pages with previews are there", async () => {
  const { chromium } = (await peer("playwright-core")).default;
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(pageOf(disc));
    const text = await plain.locator("body").innerText();
    const links = await plain.locator("a[href]:visible").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assertStatic({ text, links, viewer: (await plain.locator("#app.viewer").count()) > 0 });
  } finally {
    await browser.close();
  }
});
