import assert from "node:assert/strict";
import test from "node:test";
import type { Contour, Dose } from "../src/data";
import type { Plane } from "../src/geometry/plane";
import { levels, outlines } from "../src/rt/contours";
import { wash } from "../src/rt/dose";
import { isoline } from "../src/rt/isodose";

const PLANE: Plane = {
  origin: [0, 0, 0],
  right: [1, 0, 0],
  down: [0, 1, 0],
  normal: [0, 0, 1],
  spacing: [1, 1],
  rows: 100,
  columns: 100,
  thickness: 3,
  frameOfReference: 1,
};

const square = (roi: number, z: number): Contour => ({
  roi,
  kind: "closed",
  points: [10, 10, z, 20, 10, z, 20, 20, z, 10, 20, z],
});

test("a contour shows on the slice it was drawn on, and within half a slice", () => {
  const all = levels([square(1, 0), square(1, 3), square(2, 1.4)], PLANE);
  const on = (height: number) => outlines(all, { ...PLANE, origin: [0, 0, height] }, height, 1.5).map(({ roi }) => roi);
  assert.deepEqual(on(0), [1, 2]);
  assert.deepEqual(on(3), [1]);
  assert.deepEqual(on(20), []);
  // Contours 3 mm apart stand for what lies between them on thin slices as well.
  assert.deepEqual(outlines(all, PLANE, 1.5, 0.1).map(({ roi }) => roi).slice(0, 1), [1]);
  assert.deepEqual(outlines(all, PLANE, 0, 1.5)[0]?.points[0], [10.5, 10.5]);
});

test("a contour that stands across the image shows where it passes", () => {
  const standing: Contour = { roi: 3, kind: "closed", points: [10, 5, -5, 20, 5, -5, 20, 5, 5, 10, 5, 5] };
  const found = outlines(levels([standing], PLANE), PLANE, 0, 1.5);
  assert.deepEqual(found.map(({ points }) => points[0]), [[20.5, 5.5], [10.5, 5.5]]);
});

test("an isoline of a ramp is straight and at its level", () => {
  const values = Float32Array.from({ length: 25 }, (_, at) => at % 5);
  const lines = isoline(values, 5, 5, 1.5);
  assert.equal(lines.length, 4);
  assert.ok(lines.flat().every(([x]) => x === 1.5));
});

test("isolines close around a hill and leave the unknown alone", () => {
  const hill = [0, 0, 0, 0, 1, 0, 0, 0, 0];
  assert.equal(isoline(hill, 3, 3, 0.5).length, 4);
  assert.equal(isoline(hill.map((value, at) => (at === 0 ? NaN : value)), 3, 3, 0.5).length, 3);
  // A saddle has two lines, whichever way they join.
  assert.equal(isoline([1, 0, 0, 1], 2, 2, 0.5).length, 2);
});

test("the color wash begins at the lowest isodose", () => {
  const dose: Dose = { label: "", stack: 0, units: "Gy", maximum: 50 };
  const out = new Uint8ClampedArray(12);
  wash([1, 5, 49], dose, out);
  assert.deepEqual([out[3], out[7], out[8]], [0, 90, 255]);
});
