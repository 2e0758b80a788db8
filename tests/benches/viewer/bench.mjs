// How fast the viewer of a disc is: bench.mjs ENGINE PAGE_FOLDER RUNS [--stack] [--redraw] [--memory]
//
// Prints the time from navigation to the first image (each run in a browser of its own; the first
// run warms the disk cache and does not count, unless it is the only one: RUNS 0, a disc that was just
// put in), then on demand the time until the whole first stack
// was read, the longest and the mean redraw while the window changes, and the memory of the page's
// process (proportional set size; Chromium only).

import { readdirSync, readFileSync } from "node:fs";
import { launch } from "../../browser/engine.mjs";
import { openDisc } from "../../browser/page.mjs";

/** Longest wait for a whole stack: a slow drive gives 700 MB in ten minutes. */
const STACK_MS = 110_000;
const REDRAWS = 60;

const [engine, disc, runs, ...wanted] = process.argv.slice(2);

/** Milliseconds from navigation to a mark of the page, once it is there. */
async function mark(name, patience) {
  for (const end = performance.now() + patience; performance.now() < end; ) {
    const [entry] = performance.getEntriesByName(name);
    if (entry) return entry.startTime;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no mark ${name}`);
}

/** Waits until nothing more is read: all is there, or as much as the page keeps. */
async function settled(patience) {
  let [before, same] = [-1, 0];
  for (const end = performance.now() + patience; performance.now() < end && same < 8; ) {
    const now = window.filmdesk.cachedBytes();
    same = now === before ? same + 1 : 0;
    before = now;
    await new Promise((done) => setTimeout(done, 250));
  }
}

/** Times of drawing the shown image while its window changes. */
function redraw(count) {
  return Array.from({ length: count }, (_, n) => window.filmdesk.redraw(1000 + 20 * n, 1500));
}

/** Proportional set sizes in bytes of the processes that draw pages, among the children of this one. */
function rendererBytes() {
  const parents = new Map();
  const renderers = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(pid, readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")[1]);
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) renderers.push(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid) => pid === String(process.pid) || (parents.has(pid) && isOurs(parents.get(pid)));
  return renderers.filter(isOurs).map((pid) => {
    const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
    return Number(kilobytes) * 1024;
  });
}

function percentile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

const round = (value) => Math.round(value * 10) / 10;
const firsts = [];
const result = { engine };
for (let run = 0; run <= Number(runs); run++) {
  const browser = await launch(engine);
  try {
    await openDisc(browser, disc);
    const first = await browser.evaluate(mark, "first-image", STACK_MS);
    if (run > 0 || Number(runs) === 0) firsts.push(first);
    if (run < Number(runs)) continue;
    if (wanted.includes("--stack")) result.stackMs = round(await browser.evaluate(mark, "stack-complete 0", STACK_MS));
    if (wanted.includes("--redraw")) {
      const times = await browser.evaluate(redraw, REDRAWS);
      result.redrawMs = { mean: round(times.reduce((sum, time) => sum + time, 0) / times.length), p95: round(percentile(times, 0.95)), most: round(Math.max(...times)) };
    }
    if (wanted.includes("--memory")) await browser.evaluate(settled, STACK_MS);
    if (wanted.includes("--memory")) result.rendererMB = rendererBytes().map((bytes) => Math.round(bytes / 1e6));
  } finally {
    await browser.close();
  }
}
result.firstMs = { runs: firsts.length, mean: round(firsts.reduce((sum, time) => sum + time, 0) / firsts.length), p95: round(percentile(firsts, 0.95)), most: round(Math.max(...firsts)) };
console.log(JSON.stringify(result));
