// Every frame of a disc, as a browser's viewer decoded it: exact.mjs ENGINE DISC, then JSON.

import { launch } from "./engine.mjs";
import { framesOf, openDisc } from "./page.mjs";

/** Whether pixels of a neighbouring file are kept from the page: nothing counts where they are not. */
async function isTainted() {
  const image = new Image();
  image.src = window.filmdesk.index.stacks.find(({ thumbnail }) => thumbnail).thumbnail;
  await image.decode();
  const context = document.createElement("canvas").getContext("2d");
  context.drawImage(image, 0, 0);
  try {
    context.getImageData(0, 0, 1, 1);
    return false;
  } catch {
    return true;
  }
}

/** Of each stack: which patient, which of its studies (the oldest first), which series of that. */
function seriesOf() {
  const found = [];
  window.filmdesk.index.patients.forEach(({ studies }, patient) =>
    studies.forEach(({ series }, study) =>
      series.forEach(({ stacks }, number) =>
        stacks.forEach((stack) => (found[stack] = [patient, studies.length - 1 - study, number])),
      ),
    ),
  );
  return found;
}

const [engine, disc] = process.argv.slice(2);
const browser = await launch(engine);
try {
  await openDisc(browser, disc);
  const encodings = await browser.evaluate(() => window.filmdesk.index.stacks.map(({ encoding }) => encoding));
  const series = await browser.evaluate(seriesOf);
  const frames = [];
  for (const [stack, encoding] of encodings.entries()) {
    if (encoding === "absent" || encoding === "video") continue;
    const seen = await browser.evaluate(framesOf, stack);
    frames.push(...seen.map((frame) => frame && { ...frame, series: series[stack] }));
  }
  const errors = [...browser.errors];
  const network = await browser.network();
  const isStrict = await browser.evaluate(isTainted);
  console.log(JSON.stringify({ frames, isStrict, network, errors }));
} finally {
  await browser.close();
}
