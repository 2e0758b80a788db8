import { inverse, type Grid } from "../geometry/volume";
import { dot, length, scale, subtract, type Vector } from "../geometry/vector";
import { coarseSamplerOf, samplerOf, type Sampler } from "./sampler";
import { Slab, type SlabMode } from "./slab";
import type { Volume } from "./volume";

/** A picture to be cut out of a volume. */
export interface Cut {
  /** Where the center of the picture lies in the patient. */
  center: Vector;
  /** Unit directions of the picture's columns and rows. */
  right: Vector;
  down: Vector;
  normal: Vector;
  /** Size of a pixel, mm, and of the picture in pixels. */
  pixel: number;
  width: number;
  height: number;
  /** Thickness of the slab, mm; 0 for a single plane. */
  slab: number;
  mode: SlabMode;
}

/** More planes in a slab only cost time: 200 mm at 1 mm. */
const MOST_PLANES = 200;

/** The values of a cut, row by row; NaN where nothing is known. */
export function reslice(volume: Volume, cut: Cut, out = new Float32Array(cut.width * cut.height)): Float32Array {
  const { grid } = volume;
  const right = direction(grid, scale(cut.right, cut.pixel));
  const down = direction(grid, scale(cut.down, cut.pixel));
  const planes = planesIn(grid, cut.slab);
  const thickness = direction(grid, scale(cut.normal, planes > 1 ? cut.slab / (planes - 1) : 0));
  const center = direction(grid, subtract(cut.center, grid.origin));
  const corner = move(center, right, -(cut.width - 1) / 2, down, -(cut.height - 1) / 2);
  const start = move(corner, thickness, -(planes - 1) / 2, down, 0);
  if (planes === 1) {
    slice(samplerOf(volume), cut, start, right, down, out);
    return out;
  }
  const slab = new Slab(cut.mode, out);
  const sample = coarseSamplerOf(volume);
  const values = new Float32Array(out.length);
  for (let plane = 0; plane < planes; plane++) {
    slice(sample, cut, move(start, thickness, plane, down, 0), right, down, values);
    slab.add(values);
  }
  slab.finish();
  return out;
}

/** The values of one plane; all directions in voxels. */
function slice(sample: Sampler, { width, height }: Cut, start: Vector, right: Vector, down: Vector, out: Float32Array): void {
  const [startX, startY, startZ] = start;
  const [rightX, rightY, rightZ] = right;
  const [downX, downY, downZ] = down;
  for (let row = 0, place = 0; row < height; row++) {
    let x = startX + downX * row;
    let y = startY + downY * row;
    let z = startZ + downZ * row;
    for (let column = 0; column < width; column++, place++) {
      out[place] = sample(x, y, z);
      x += rightX;
      y += rightY;
      z += rightZ;
    }
  }
}

/** A direction in mm as one in voxels. */
function direction(grid: Grid, vector: Vector): Vector {
  const [a, b, c] = inverse(grid);
  return [dot(a, vector), dot(b, vector), dot(c, vector)];
}

function move(from: Vector, a: Vector, byA: number, b: Vector, byB: number): Vector {
  return [
    from[0] + a[0] * byA + b[0] * byB,
    from[1] + a[1] * byA + b[1] * byB,
    from[2] + a[2] * byA + b[2] * byB,
  ];
}

/** Edge of the smallest voxel side, mm. */
export function finest(grid: Grid): number {
  return Math.min(length(grid.across), length(grid.along), length(grid.up));
}

/** How many planes a slab is sampled with: one for each of the finest voxels, both faces included. */
function planesIn(grid: Grid, slab: number): number {
  return slab > 0 ? Math.min(MOST_PLANES, Math.ceil(slab / finest(grid)) + 1) : 1;
}
