// How fast the desk is: bench.mjs SET-UP-LINK TYPED...
//
// Prints, in lines, the time from navigation to the first page that is painted with the cursor in
// its box, and the time of the answer to each character typed, as the page asks for it.

import { setUp } from "../../browser/desk.mjs";

/** Loads of the first page, each with an empty cache; and questions of each kind. */
const [LOADS, ROUNDS] = [20, 3];

const [link, ...typed] = process.argv.slice(2);
const base = new URL(link).origin;

const sorted = (times) => times.toSorted((a, b) => a - b);
const at = (times, part) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * part))];
const figures = (times) =>
  `median ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`;

/** When the first page was painted and the box had the cursor, in ms since the navigation. */
async function ready() {
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  while (!(painted() && document.activeElement?.id === "q" && document.readyState === "complete"))
    await new Promise((done) => setTimeout(done, 2));
  return Math.max(painted(), performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
}

/** The time of one answer, all of it read. */
async function asked(text) {
  const begun = performance.now();
  const answer = await fetch(`/find?enter=&q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} for ${text}`);
  return [performance.now() - begun, body.length];
}

const browser = await setUp(link);
try {
  const client = await browser.page.context().newCDPSession(browser.page);
  const loads = [];
  for (let load = 0; load < LOADS; load++) {
    await client.send("Network.clearBrowserCache");
    await browser.open(`${base}/`);
    loads.push(await browser.evaluate(ready));
  }
  const lines = [`first page: ${figures(loads)} (bar 300)`];
  const all = [];
  for (const text of typed) {
    const characters = [...text];
    const times = [];
    for (let length = 1; length <= characters.length; length++)
      for (let round = 0; round < ROUNDS; round++)
        times.push((await browser.evaluate(asked, characters.slice(0, length).join("")))[0]);
    all.push(...times);
    lines.push(`"${text}": ${figures(times)}`);
  }
  lines.splice(1, 0, `each character typed, ${all.length} answers: ${figures(all)} (bar 50 at the median)`);
  console.log(JSON.stringify({ lines }));
} finally {
  await browser.close();
}
