import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import test from "node:test";
import type { FrameTable, PresentedDisplay, Segmentation } from "../src/data";
import { maskOf, overlaysOf } from "../src/overlay/planes";
import { acrossArea, ellipse, smooth } from "../src/presentation/graphics";
import { displayOf, keyFrames, nextKey } from "../src/presentation/select";
import { opening } from "../src/presentation/shutter";
import { colored } from "../src/presentation/blend";
import { stateOf } from "../src/presentation/states";
import { framesOver } from "../src/seg/frames";
import { paint } from "../src/seg/paint";

const base64 = (bytes: number[]): string => deflateRawSync(Uint8Array.from(bytes)).toString("base64");

test("an overlay's bits are its pixels by row, lowest bit first", async () => {
  const overlay = { group: 0x6000, rows: 2, columns: 5, origin: [1, 3] as [number, number], type: "G", description: "", bits: base64([0b1000_0001, 0b10]) };
  const mask = await maskOf(overlay);
  assert.deepEqual([...mask.alpha], [255, 0, 0, 0, 0, 0, 0, 255, 0, 255]);
  assert.deepEqual([mask.left, mask.top], [2, 0]);
  assert.equal(overlaysOf({ frames: { "*": [overlay], "3": [overlay] } }, 3).length, 2);
});

test("shutters count pixels from 1, and keep those on their edge", () => {
  assert.deepEqual(opening({ kind: "rectangle", box: [2, 1, 4, 3] }), [[1, 0], [4, 0], [4, 3], [1, 3]]);
  const circle = opening({ kind: "circle", center: [10, 20], radius: 3 });
  assert.deepEqual(circle[0], [12.5, 19.5]);
});

test("interpolated lines pass through their points, ellipses through the ends of their axes", () => {
  const line = smooth([[0, 0], [10, 0], [10, 10]]);
  for (const point of [[0, 0], [10, 0], [10, 10]]) assert.ok(line.some(([x, y]) => x === point[0] && y === point[1]));
  const round = ellipse([0, 5], [20, 5], [10, 0], [10, 10]);
  const near = (x: number, y: number) => round.some(([a, b]) => Math.hypot(a - x, b - y) < 1e-9);
  assert.ok(near(0, 5) && near(20, 5) && near(10, 0) && near(10, 10));
});

test("a presentation state brings its own gray transformation, identity where it says nothing", () => {
  const windowOf = (more: Partial<PresentedDisplay>) => stateOf({ images: [], graphics: [], ...more }, undefined).window;
  const modality = { slope: 2, intercept: -10 };
  assert.deepEqual(windowOf({ modality }), { kind: "state", voi: undefined, modality });
  const voi = { center: 40, width: 80, function: "SIGMOID" };
  assert.deepEqual(windowOf({ modality, window: [40, 80], voiFunction: "SIGMOID" }), { kind: "state", voi, modality });
  assert.deepEqual(windowOf({}), { kind: "own", number: 0 }, "a state of colours leaves the image its own");
});

test("presentation states and key images are found by stack and frame", () => {
  const display = { images: [[1, 4]] as [number, number][], graphics: [] };
  assert.equal(displayOf({ displays: [display] }, [1, 4]), display);
  assert.equal(displayOf({ displays: [display] }, [1, 5]), undefined);
  const keys = keyFrames([{ title: "", description: "", images: [[0, 9], [1, 3], [0, 2], [0, 9]] }], 0);
  assert.deepEqual(keys, [2, 9]);
  assert.deepEqual([nextKey(keys, 2, 1), nextKey(keys, 9, 1), nextKey(keys, 2, -1)], [9, 2, 9]);
});

test("frames of a segmentation belong to the image that they name", () => {
  const table: FrameTable = {
    number: { all: 1 },
    segment: { each: [1, 2, 1] },
    source: { each: [[0, 7], [0, 7], [0, 8]] },
  };
  assert.deepEqual(framesOver(table, [undefined, undefined, undefined], [0, 7], undefined), [
    { frame: 0, segment: 1 },
    { frame: 1, segment: 2 },
  ]);
});

test("segments are painted with a strong edge, label maps by the number in the pixel", () => {
  const segmentation: Segmentation = { label: "", stack: 0, segments: [{ number: 2, label: "liver", color: [9, 8, 7] }] };
  const samples = [0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 2, 2, 2, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0];
  const out = new Uint8ClampedArray(100);
  paint(segmentation, { frame: 0, segment: 0 }, samples, 5, new Set(), out);
  assert.deepEqual([...out.slice(24, 28)], [9, 8, 7, 220]);
  assert.deepEqual([...out.slice(48, 52)], [9, 8, 7, 70]);
  const hidden = new Uint8ClampedArray(100);
  paint(segmentation, { frame: 0, segment: 0 }, samples, 5, new Set([2]), hidden);
  assert.ok(hidden.every((value) => value === 0));
  const padded = new Uint8ClampedArray(100);
  paint(segmentation, { frame: 0, segment: 0, background: 2 }, samples, 5, new Set(), padded);
  assert.ok(padded.every((value) => value === 0), "what pads a label map is in no segment");
  paint(segmentation, { frame: 0, segment: 2, background: 2 }, samples, 5, new Set(), padded);
  assert.deepEqual([...padded.slice(48, 52)], [9, 8, 7, 70], "a binary segmentation has no such pixels");
});

test("what is blended has its palette's colors, and none where nothing is known", () => {
  const blend = { stack: 0, opacity: 0.5, palette: [1, 2, 3, 4, 5, 6] };
  const rgba = colored(Float32Array.of(0, NaN, 1), (value) => value, blend);
  assert.deepEqual([...rgba], [1, 2, 3, 128, 0, 0, 0, 0, 4, 5, 6, 128]);
});

test("display units begin at the top left of the area as it is seen, also when it is turned", () => {
  const turned = ([x, y]: [number, number]): [number, number] => [100 - y, x];
  const place = acrossArea([[11, 40], [30, 21]], turned);
  assert.deepEqual(place([0, 0]), [60, 10]);
  assert.deepEqual(place([1, 1]), [80, 30]);
});
