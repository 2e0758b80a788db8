// Every frame of a disc, as a browser's viewer decoded it: exact.mjs ENGINE DISC, then JSON.

import { launch } from "./engine.mjs";
import { everyFrame, openDisc } from "./page.mjs";

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

const [engine, disc] = process.argv.slice(2);
const browser = await launch(engine);
try {
  await openDisc(browser, disc);
  const frames = await everyFrame(browser);
  const errors = [...browser.errors];
  const network = await browser.network();
  const isStrict = await browser.evaluate(isTainted);
  console.log(JSON.stringify({ frames, isStrict, network, errors }));
} finally {
  await browser.close();
}
