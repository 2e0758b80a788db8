import assert from "node:assert/strict";
import test from "node:test";
import type { FrameTable, Stack } from "../src/data";
import { grayMap } from "../src/pixels/map";
import { type GraySamples, half } from "../src/pixels/samples";
import { autoWindow, identityVoi, modalityOf, ownModality, spanOf, type Voi, voiOf, windowIn } from "../src/pixels/voi";

const gray = (data: GraySamples["data"], columns = data.length): GraySamples => ({
  kind: "gray",
  rows: data.length / columns,
  columns,
  data,
});
const table = (more: Partial<FrameTable> = {}) => ({ number: { all: 1 }, ...more }) as FrameTable;

test("LINEAR is that of PS3.3 C.11.2.1.2.1", () => {
  // Center 2048, width 4096: 0 is black and 4095 is white, exactly.
  const whole = voiOf({ center: 2048, width: 4096, function: "LINEAR" });
  assert.deepEqual([whole(-1), whole(0), whole(4095), whole(4096)], [0, 0, 1, 1]);
  assert.ok(Math.abs(whole(2047.5) - 0.5) < 1e-12);
  // Center 0, width 1: a threshold; <= -0.5 is black.
  const threshold = voiOf({ center: 0, width: 1, function: "LINEAR" });
  assert.deepEqual([threshold(-1), threshold(-0.5), threshold(0), threshold(1)], [0, 0, 1, 1]);
});

test("LINEAR_EXACT and SIGMOID are those of C.11.2.1.3", () => {
  const exact = voiOf({ center: 0, width: 100, function: "LINEAR_EXACT" });
  assert.deepEqual([exact(-50), exact(0), exact(25), exact(50)], [0, 0.5, 0.75, 1]);
  const sigmoid = voiOf({ center: 10, width: 4, function: "SIGMOID" });
  assert.equal(sigmoid(10), 0.5);
  assert.ok(Math.abs(sigmoid(11) - 1 / (1 + Math.exp(-1))) < 1e-12);
});

test("a VOI LUT holds its ends and reaches over its bits", () => {
  const lut = voiOf({ lut: { first: 10, bits: 8, data: [0, 100, 255], explanation: "" } });
  assert.deepEqual([lut(0), lut(10), lut(11), lut(12), lut(99)], [0, 0, 100 / 255, 1, 1]);
  // Of 12 bits, though no entry needs the last of them.
  const dark = voiOf({ lut: { first: 0, bits: 12, data: [0, 1023], explanation: "" } });
  assert.equal(dark(1), 1023 / 4095);
});

test("the modality's values come from slope and intercept of their own frame, or from its table", () => {
  const scaled = table({ slope: { each: [1, 2] }, intercept: { all: -1024 } });
  assert.equal(modalityOf(scaled, 1)(1000), 976);
  const lut = modalityOf(table({ modalityLut: { first: 5, bits: 8, data: [7, 8, 9], explanation: "" } }), 0);
  assert.deepEqual([lut(0), lut(6), lut(50)], [7, 8, 9]);
});

test("an automatic window leaves padding out", () => {
  const data = Int16Array.from({ length: 1000 }, (_, n) => (n < 500 ? -2000 : n));
  const { center, width } = autoWindow(gray(data), table({ padding: [-2000, -2000] }), 0);
  assert.ok(center - width / 2 > 490 && center + width / 2 < 1010, `${center} ${width}`);
});

test("palettes and curves come behind the window, colours of their own before it", () => {
  const samples = gray(Uint8Array.of(0, 255));
  const input = {
    gray: voiOf({ center: 128, width: 256, function: "LINEAR" }),
    inverted: false,
    padding: undefined,
    display: Array.from({ length: 256 }, (_, level) => 255 - level),
  };
  const at = (more: object, stored: number) => grayMap(samples, { ...input, ...more }).table[stored];
  const palette = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual([0, 128, 255].map((stored) => at({ palette }, stored)), [0xff030201, 0xff060504, 0xff090807]);
  assert.equal(at({ palette, inverted: true }, 0), 0xff090807);
  // P-values go to the screen's levels; colours do not.
  assert.deepEqual([0, 255].map((stored) => at({ curve: [10, 20] }, stored)), [0xfff5f5f5, 0xffebebeb]);
  const supplement = { first: 100, colors: [9, 8, 7, 6, 5, 4] };
  assert.deepEqual([99, 100, 101, 255].map((stored) => at({ supplement }, stored)), [0xff9c9c9c, 0xff070809, 0xff040506, 0xff040506]);
});

test("the map goes through window, inversion, padding and display, for signed values too", () => {
  const samples = gray(Int16Array.of(-100, 0, 50, 100));
  const input = {
    gray: voiOf({ center: 0, width: 200, function: "LINEAR_EXACT" }),
    inverted: false,
    padding: [-100, -90] as [number, number],
    display: undefined,
  };
  const level = (map: ReturnType<typeof grayMap>, stored: number) => map.table[(stored - map.from) * map.scale]! & 255;
  const plain = grayMap(samples, input);
  assert.deepEqual(
    [-100, 0, 50, 100].map((stored) => level(plain, stored)),
    [0, 128, 191, 255],
  );
  const inverted = grayMap(samples, { ...input, inverted: true });
  assert.deepEqual(
    [-100, 0, 50, 100].map((stored) => level(inverted, stored)),
    [0, 128, 64, 0],
  );
  const dark = grayMap(samples, { ...input, display: Array.from({ length: 256 }, (_, level) => level >> 1) });
  assert.equal(level(dark, 100), 127);
});

test("samples of 32 bits are mapped over their own range", () => {
  const map = grayMap(gray(Float32Array.of(0.25, Number.NaN, 0.75)), {
    gray: (value) => (value - 0.25) * 2,
    inverted: false,
    padding: undefined,
    display: undefined,
  });
  const level = (stored: number) => map.table[Math.round((stored - map.from) * map.scale)]! & 255;
  assert.deepEqual([level(0.25), level(0.75)], [0, 255]);
});

test("samples of 32 bits are mapped over the window, whatever else the frame holds", () => {
  const samples = gray(Float32Array.of(-4, 0, 0.25, 1, 1e30, Number.POSITIVE_INFINITY));
  const scaled = table({ slope: { all: -2 }, intercept: { all: 10 } });
  for (const voi of [
    { center: 9, width: 2, function: "LINEAR_EXACT" },
    { center: 9, width: 2, function: "SIGMOID" },
    { lut: { first: 8, bits: 8, data: [0, 128, 255], explanation: "" } },
  ] as Voi[]) {
    const [value, shown] = [modalityOf(scaled, 0), voiOf(voi)];
    const map = grayMap(samples, { gray: (stored) => shown(value(stored)), span: spanOf(voi, ownModality(scaled, 0)), inverted: false, padding: undefined, display: undefined });
    for (const stored of samples.data) {
      const place = Math.max(0, Math.min(map.table.length - 1, Math.trunc((stored - map.from) * map.scale)));
      const level = map.table[place]! & 255;
      const right = 255 * shown(value(stored));
      assert.ok(Math.abs(level - right) <= 1, `${stored} is ${level}, not ${right}: ${JSON.stringify(voi)}`);
    }
  }
});

test("no VOI is an identity from the lowest to the highest value of the stored bits", () => {
  const ends = (sample: "u16" | "i16" | undefined, bits: number, modality = ownModality(table(), 0)) => {
    const voi = voiOf(identityVoi({ sample, bits } as Stack, modality)!);
    return (value: number) => Math.round(1000 * voi(value));
  };
  assert.deepEqual([0, 2047.5, 4095].map(ends("u16", 12)), [0, 500, 1000]);
  assert.deepEqual([-2048, -0.5, 2047].map(ends("i16", 12)), [0, 500, 1000]);
  assert.deepEqual([0, 255].map(ends(undefined, 8)), [0, 1000]);
  assert.deepEqual([-1024, 3071].map(ends("u16", 12, { slope: 1, intercept: -1024 })), [0, 1000]);
});

test("a window of stored values is one of Hounsfield units where those are shown", () => {
  const stored = { slope: 1, intercept: 0 };
  assert.deepEqual(windowIn({ center: 1064, width: 400 }, stored, { slope: 1, intercept: -1024 }), { center: 40, width: 400 });
  assert.deepEqual(windowIn({ center: 40, width: 400 }, { slope: 2, intercept: -1000 }, stored), { center: 520, width: 200 });
  assert.equal(windowIn({ center: 1, width: 1 }, stored, { lut: { first: 0, bits: 8, data: [1], explanation: "" } }), undefined);
});

test("half a frame is the mean of four", () => {
  const samples = gray(Uint16Array.of(0, 4, 10, 10, 4, 8, 10, 10), 4);
  assert.deepEqual([...half(samples).data], [4, 10]);
  assert.equal(half(samples), half(samples), "made once");
});
