import assert from "node:assert/strict";
import test from "node:test";
import type { Sample, Stack } from "../src/data";
import type { Grid } from "../src/geometry/volume";
import { dot } from "../src/geometry/vector";
import { frameAt, frameCenter, paneOf, positionOf, turned, UPRIGHT_AXES } from "../src/mpr/panes";
import { outsideOf } from "../src/mpr/reconstruction";
import { reslice, type Cut } from "../src/mpr/reslice";
import { samplerOf } from "../src/mpr/sampler";
import { emptyVolume, type Volume } from "../src/mpr/volume";

const valueAt = (volume: Volume, x: number, y: number, z: number) => samplerOf(volume)(x, y, z);

const grid: Grid = {
  origin: [0, 0, 0],
  across: [1, 0, 0],
  along: [0, 1, 0],
  up: [0, 0, 2],
  size: [10, 8, 6],
  frames: [0, 1, 2, 3, 4, 5],
  frameOfReference: 1,
};

/** A volume whose value at any place is known: column + 10 row + 100 slice. */
function ramp() {
  const volume = emptyVolume(grid, () => 1, () => 0);
  volume.slices = grid.frames.map((z) => Int16Array.from({ length: 80 }, (_, at) => (at % 10) + 10 * Math.floor(at / 10) + 100 * z));
  return volume;
}

const CORONAL: Cut = {
  center: [4.5, 3, 5],
  right: [1, 0, 0],
  down: [0, 0, -1],
  normal: [0, 1, 0],
  pixel: 1,
  width: 10,
  height: 11,
  slab: 0,
  mode: "maximum",
};

test("interpolation is exact on a ramp, and unknown outside", () => {
  const volume = ramp();
  assert.equal(valueAt(volume, 3.25, 2.5, 1.5), 3.25 + 25 + 150);
  assert.equal(valueAt(volume, -0.5, 0, 0), 0);
  assert.ok(Number.isNaN(valueAt(volume, -0.6, 0, 0)));
  assert.ok(Number.isNaN(valueAt(volume, 0, 0, 5.6)));
});

test("a coronal cut has the head above and interpolates between slices", () => {
  const out = reslice(ramp(), CORONAL);
  const at = (x: number, y: number) => out[y * 10 + x];
  assert.equal(at(0, 0), 30 + 500);
  assert.equal(at(4, 10), 4 + 30);
  assert.equal(at(4, 9), 4 + 30 + 50);
});

test("slabs show the greatest, least and mean value of their planes", () => {
  const middle = 5 * 10 + 4;
  const slab = (mode: Cut["mode"]) => reslice(ramp(), { ...CORONAL, slab: 2, mode })[middle];
  assert.equal(slab("maximum"), 4 + 40 + 250);
  assert.equal(slab("minimum"), 4 + 20 + 250);
  assert.equal(slab("mean"), 4 + 30 + 250);
});

test("each slice has its own rescale", () => {
  const volume = ramp();
  volume.slopes.set([2], 1);
  volume.intercepts.set([-5], 1);
  assert.equal(valueAt(volume, 3, 0, 1), 103 * 2 - 5);
  assert.equal(valueAt(volume, 3, 0, 0), 3);
});

test("what is outside a volume is no value that its images could have", () => {
  const outside = (sample: Sample, bits: number, padding?: [number, number]) =>
    outsideOf({ stack: { sample, bits } as Stack, table: { number: { all: 1 }, padding } });
  assert.equal(outside("i16", 16), -32768);
  assert.equal(outside("u16", 12), 65535);
  assert.equal(outside("u16", 16), undefined, "every value of 16 bits is a pixel's");
  assert.equal(outside("u8", 8), undefined);
  assert.equal(outside("u16", 16, [7, 9]), 7);
  assert.equal(outside("f32", 32), undefined);
});

test("a slice that is not read yet is unknown", () => {
  const volume = ramp();
  volume.slices[2] = undefined;
  assert.ok(Number.isNaN(valueAt(volume, 3, 0, 1.5)));
  assert.equal(valueAt(volume, 3, 0, 1), 103);
});

test("views are upright, at right angles, and one frame passes through the cross-hairs", () => {
  const pane = paneOf(grid, UPRIGHT_AXES, "coronal", [4, 3.2, 5]);
  assert.deepEqual([pane.columns, pane.rows, pane.pixel], [10, 12, 1]);
  assert.equal(frameAt(pane, [0, 3.2, 0]), 3);
  assert.ok(Math.abs(frameCenter(pane, 3)[1] - 3.2) < 1e-9);
  assert.deepEqual(positionOf(pane, 3).map((value) => Math.round(value * 1e6) / 1e6), [0, 3.2, 10.5]);
});

test("turning two views leaves the third and the right angles", () => {
  const axes = turned(UPRIGHT_AXES, "axial", 0.3);
  assert.deepEqual(axes.axial, UPRIGHT_AXES.axial);
  assert.ok(Math.abs(dot(axes.coronal.normal, axes.sagittal.normal)) < 1e-12);
  assert.ok(Math.abs(dot(axes.coronal.right, [Math.cos(0.3), Math.sin(0.3), 0]) - 1) < 1e-12);
});
