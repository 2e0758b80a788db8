// Functions that run in the viewer's page (their text is sent there: they see nothing of this
// module). `window.filmdesk` is what the viewer shows of itself to tests.

import { pathToFileURL } from "node:url";
import { join } from "node:path";

/** The address of a disc's page, as a double click gives it. */
export function pageOf(disc) {
  return pathToFileURL(join(disc, "INDEX.HTM")).href;
}

/** Longest wait for the first image; a browser that just started on a busy machine needs seconds. */
const FIRST_IMAGE_MS = 30_000;

/** Goes to a disc's page and waits until its viewer shows an image or says why not. */
export async function openDisc(browser, disc) {
  await browser.open(pageOf(disc));
  await browser.evaluate(async (patience) => {
    for (const end = Date.now() + patience; Date.now() < end; ) {
      if (performance.getEntriesByName("first-image").length > 0) return;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error("no first image");
  }, FIRST_IMAGE_MS);
}

/**
 * Every frame of a stack as the page decoded it: size, CRC-32 of the samples (gray ones as 32 bits
 * little endian, colour ones as a byte each), mean of each channel. `null` where it cannot be had.
 */
export async function framesOf(stack) {
  const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  const step = (crc, byte) => table[(crc ^ byte) & 255] ^ (crc >>> 8);
  const gray = (data) => {
    const bits = data instanceof Float32Array ? new Uint32Array(data.buffer, data.byteOffset, data.length) : data;
    let crc = ~0;
    let sum = 0;
    for (let at = 0; at < data.length; at++) {
      const value = bits[at];
      crc = step(step(step(step(crc, value), value >> 8), value >> 16), value >> 24);
      sum += data[at];
    }
    return { crc: ~crc >>> 0, means: [sum / data.length] };
  };
  const color = (rgba) => {
    let crc = ~0;
    const sums = [0, 0, 0];
    for (let at = 0; at < rgba.length; at += 4) {
      for (let channel = 0; channel < 3; channel++) {
        crc = step(crc, rgba[at + channel]);
        sums[channel] += rgba[at + channel];
      }
    }
    return { crc: ~crc >>> 0, means: sums.map((sum) => sum / (rgba.length / 4)) };
  };
  const { frames, encoding } = window.filmdesk.index.stacks[stack];
  const { number, frame: own } = await window.filmdesk.table(stack);
  const at = (column, frame) => ("all" in column ? column.all : column.each[frame]);
  const found = [];
  for (let frame = 0; frame < frames; frame++) {
    const samples = await window.filmdesk.samples(stack, frame);
    if (!samples) {
      found.push(null);
      continue;
    }
    const { rows, columns, data } = samples;
    const isColor = samples.kind === "color";
    const instance = { number: at(number, frame), frame: own ? at(own, frame) : 1 };
    found.push({ stack, frame, instance, encoding, rows, columns, isColor, ...(isColor ? color : gray)(data) });
  }
  return found;
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

/** Every frame of every stack that has pixels (`framesOf`), with the place of its series. */
export async function everyFrame(browser) {
  const encodings = await browser.evaluate(() => window.filmdesk.index.stacks.map(({ encoding }) => encoding));
  const series = await browser.evaluate(seriesOf);
  const frames = [];
  for (const [stack, encoding] of encodings.entries()) {
    if (encoding === "absent" || encoding === "video") continue;
    const seen = await browser.evaluate(framesOf, stack);
    frames.push(...seen.map((frame) => frame && { ...frame, series: series[stack] }));
  }
  return frames;
}
