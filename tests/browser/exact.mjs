// Every frame of a disc, as a browser's viewer decoded it: exact.mjs ENGINE DISC, then JSON.

import { launch } from "./engine.mjs";
import { framesOf, openDisc } from "./page.mjs";

const [engine, disc] = process.argv.slice(2);
const browser = await launch(engine);
try {
  await openDisc(browser, disc);
  const stacks = await browser.evaluate(() => window.filmdesk.index.stacks.length);
  const frames = [];
  for (let stack = 0; stack < stacks; stack++) frames.push(...(await browser.evaluate(framesOf, stack)));
  // The policy that people have: a page may not read its neighbours. Without it nothing here counts.
  const reads = await browser.evaluate(() =>
    fetch("DICOMDIR").then(
      () => true,
      () => false,
    ),
  );
  console.log(JSON.stringify({ frames, reads, network: await browser.network(), errors: browser.errors }));
} finally {
  await browser.close();
}
