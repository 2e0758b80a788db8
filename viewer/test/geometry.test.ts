import assert from "node:assert/strict";
import test from "node:test";
import type { FrameTable, Stack } from "../src/data";
import { matchingFrame, nearestFrame, step } from "../src/geometry/nearest";
import { planesOf, toImage, toPatient, type Plane } from "../src/geometry/plane";
import { scoutLine } from "../src/geometry/scout";
import { fromVoxel, gridOf, toVoxel, type Grid } from "../src/geometry/volume";

type Numbers6 = [number, number, number, number, number, number];
const AXIAL: Numbers6 = [1, 0, 0, 0, 1, 0];
const CORONAL: Numbers6 = [1, 0, 0, 0, 0, -1];

function planes(positions: [number, number, number][], orientation: Numbers6, frameOfReference = 1): Plane[] {
  const stack = { frames: positions.length, rows: 100, columns: 80 } as Stack;
  const table: FrameTable = {
    number: { all: 1 },
    position: { each: positions },
    orientation: { all: orientation },
    spacing: { all: [2, 1] },
    thickness: { all: 3 },
    frameOfReference,
  };
  return planesOf(stack, table) as Plane[];
}

const axial = planes([0, 3, 6, 9].map((z) => [-40, -100, z]), AXIAL);

test("the first pixel's center is the image position", () => {
  assert.deepEqual(toPatient(axial[0]!, [0.5, 0.5]), [-40, -100, 0]);
  assert.deepEqual(toPatient(axial[0]!, [10.5, 5.5]), [-30, -90, 0]);
  assert.deepEqual(toImage(axial[0]!, [-30, -90, 77]), [10.5, 5.5]);
});

test("an axial slice crosses a coronal image in a level line at its height", () => {
  const coronal = planes([[-40, 0, 50]], CORONAL)[0]!;
  const line = scoutLine(coronal, axial[2]!)!;
  // 50 - 6 = 44 mm below the first row's center, rows are 2 mm apart.
  assert.deepEqual(line.map(([, y]) => y), [22.5, 22.5]);
  assert.deepEqual(line.map(([x]) => x).sort((a, b) => a - b), [0, 80]);
});

test("parallel images and other frames of reference have no scout line", () => {
  assert.equal(scoutLine(axial[0]!, axial[1]!), undefined);
  assert.equal(scoutLine(planes([[-40, 0, 50]], CORONAL, 2)[0]!, axial[0]!), undefined);
});

test("synchronised scrolling finds the slice at the same place", () => {
  const thin = planes([0, 1, 2, 3, 4, 5, 6, 7].map((z) => [-40, -100, z]), AXIAL);
  assert.equal(matchingFrame(thin, axial[2]!, 0), 6);
  assert.equal(matchingFrame(planes([[0, 0, 0]], CORONAL), axial[0]!, 0), undefined);
  assert.deepEqual(nearestFrame(axial, [0, 0, 7]), { frame: 2, distance: 1 });
  assert.equal(step(axial), 3);
});

test("frames at one place are told apart by their number", () => {
  const series = planes([[0, 0, 0], [0, 0, 0], [0, 0, 5], [0, 0, 5]], AXIAL);
  assert.equal(matchingFrame(series, series[3]!, 3), 3);
  assert.equal(matchingFrame(series, series[0]!, 1), 1);
});

test("regular slices are a volume, in any order of frames", () => {
  const shuffled = planes([6, 0, 9, 3].map((z) => [-40, -100, z]), AXIAL);
  const grid = gridOf(shuffled) as Grid;
  assert.deepEqual(grid.frames, [1, 3, 0, 2]);
  assert.deepEqual(grid.size, [80, 100, 4]);
  assert.deepEqual(toVoxel(grid, [-30, -90, 6]), [10, 5, 2]);
  assert.deepEqual(fromVoxel(grid, [10, 5, 2]), [-30, -90, 6]);
});

test("a tilted gantry makes a sheared grid that is undone exactly", () => {
  const tilted = planes([0, 3, 6].map((z) => [-40, -100 + z / 3, z]), AXIAL);
  const grid = gridOf(tilted) as Grid;
  const voxel = toVoxel(grid, [-30, -88, 6]);
  assert.ok(Math.hypot(voxel[0] - 10, voxel[1] - 5, voxel[2] - 2) < 1e-9, String(voxel));
});

test("what is no volume says why", () => {
  assert.equal(gridOf(planes([[0, 0, 0], [0, 0, 1]], AXIAL)), "few");
  assert.equal(gridOf(planes([[0, 0, 0], [0, 0, 1], [0, 0, 5]], AXIAL)), "spacing");
  assert.equal(gridOf([...axial, undefined]), "position");
  assert.equal(gridOf([...axial, ...planes([[0, 0, 0]], CORONAL)]), "orientation");
});
