import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";
import type { Sample, Stack } from "../src/data";
import { bytesOf, crc32, inflate, passesSelfTest } from "../src/load/bytes";
import { Cache } from "../src/load/cache";
import { chunkPlans, frameOrder } from "../src/load/order";
import { type SampleArray, sampleBytes, unpredict } from "../src/load/predict";
import { ranges } from "../src/ui/losses";

const ALL = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("every byte comes back from windows-1252, and the self-test sees it", () => {
  const text = new TextDecoder("windows-1252").decode(ALL);
  assert.deepEqual(bytesOf(text), ALL);
  assert.ok(passesSelfTest(`${text}more`));
  assert.ok(!passesSelfTest(text.slice(1)));
  assert.ok(!passesSelfTest(new TextDecoder("iso-8859-2").decode(ALL)));
  assert.deepEqual(bytesOf(atob(Buffer.from(ALL).toString("base64"))), ALL);
});

test("CRC-32 is that of ZIP", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("inflated bytes have the length that was told, or fail", async () => {
  const packed = new Uint8Array(deflateRawSync(ALL));
  assert.deepEqual(await inflate(packed, 256), ALL);
  await assert.rejects(inflate(packed, 255));
  await assert.rejects(inflate(packed, 257));
});

const ARRAYS: Record<Sample, (length: number) => SampleArray> = {
  u8: (length) => new Uint8Array(length),
  i8: (length) => new Int8Array(length),
  u16: (length) => new Uint16Array(length),
  i16: (length) => new Int16Array(length),
  u32: (length) => new Uint32Array(length),
  i32: (length) => new Int32Array(length),
  f32: (length) => new Int32Array(length),
};

/** The contract's words in whole numbers without a bound: what the writer does. */
function predicted(samples: SampleArray, columns: number, bits: number): Uint8Array {
  const planes = new Uint8Array((samples.length * bits) / 8);
  const value = (at: number) => BigInt(samples[at]!);
  samples.forEach((_: number, at: number) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const [a, b, c] = [
      column ? value(at - 1) : 0n,
      row ? value(at - columns) : 0n,
      row && column ? value(at - columns - 1) : 0n,
    ];
    const [low, high] = a < b ? [a, b] : [b, a];
    const guess = !row ? a : !column ? b : c >= high ? low : c <= low ? high : a + b - c;
    const residual = BigInt.asIntN(bits, value(at) - guess);
    const zigzag = BigInt.asUintN(bits, (residual << 1n) ^ (residual >> BigInt(bits - 1)));
    for (let plane = 0; plane < bits / 8; plane++)
      planes[plane * samples.length + at] = Number((zigzag >> BigInt(8 * plane)) & 255n);
  });
  return planes;
}

/** A small generator with a seed: the same frames at each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

test("every type of sample comes back, over its whole range, in every shape", () => {
  const next = random(7);
  for (const sample of Object.keys(ARRAYS) as Sample[]) {
    for (let round = 0; round < 60; round++) {
      const [rows, columns] = [1 + Math.floor(9 * next()), 1 + Math.floor(9 * next())];
      const samples = ARRAYS[sample](rows * columns);
      const reach = round % 2 ? 2 ** 34 : 9;
      for (let at = 0; at < samples.length; at++) samples[at] = Math.floor((next() - 0.5) * reach);
      const back = unpredict(predicted(samples, columns, 8 * sampleBytes(sample)), sample, rows, columns);
      assert.deepEqual(new Uint8Array(back.buffer), new Uint8Array(samples.buffer), `${sample} ${rows}x${columns}`);
    }
  }
});

test("frames stand outward from the middle, each once", () => {
  assert.deepEqual(frameOrder({ frames: 5, order: "outward" }), [2, 3, 1, 4, 0]);
  assert.deepEqual(frameOrder({ frames: 6, order: "outward" }), [3, 4, 2, 5, 1, 0]);
  assert.deepEqual(frameOrder({ frames: 1, order: "outward" }), [0]);
  assert.deepEqual(frameOrder({ frames: 3, order: "forward" }), [0, 1, 2]);
  const stack = { frames: 6, order: "outward", chunks: [11, 1, 3, 2] } as unknown as Stack;
  assert.deepEqual(chunkPlans(stack, 4), [
    { number: 11, stack: 4, frames: [3] },
    { number: 12, stack: 4, frames: [4, 2, 5] },
    { number: 13, stack: 4, frames: [1, 0] },
  ]);
});

test("the cache keeps what is near and lets go what is far", () => {
  const cache = new Cache(3 * 8, (stack, frame) => (stack ? 1000 : Math.abs(frame - 5)));
  const samples = () => ({ kind: "gray" as const, rows: 1, columns: 4, data: new Uint16Array(4) });
  for (const [stack, frame] of [
    [1, 0],
    [0, 5],
    [0, 9],
    [0, 4],
  ] as const)
    cache.put(stack, frame, samples());
  assert.ok(!cache.has(1, 0), "of a stack that nobody looks at");
  cache.put(0, 6, samples());
  assert.deepEqual(
    [4, 5, 6, 9].map((frame) => cache.has(0, frame)),
    [true, true, true, false],
  );
  assert.equal(cache.bytes, 24);
});

test("lost images are told as ranges from 1", () => {
  assert.equal(ranges([2, 6, 7, 8, 11]), "3, 7–9, 12");
});
