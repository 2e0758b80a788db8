import { distanceTo, parallel, type Plane } from "./plane";
import { add, cross, dot, length, scale, subtract, type Vector } from "./vector";

/**
 * A stack as one box of voxels: an affine grid, sheared where the gantry was tilted.
 * Voxel (column, row, slice) has its center at origin + column * across + row * along + slice * up.
 */
export interface Grid {
  origin: Vector;
  across: Vector;
  along: Vector;
  up: Vector;
  /** Columns, rows, slices. */
  size: readonly [number, number, number];
  /** The frame of each slice. */
  frames: number[];
  frameOfReference: number | undefined;
}

/** Why a stack is no volume. */
export type NoVolume = "position" | "few" | "orientation" | "spacing";

/** Fewer slices give no useful reconstruction. */
const FEWEST_SLICES = 3;
/** How far a slice may lie off the regular grid, as a part of the distance between slices. */
const IRREGULAR = 0.1;

/** The grid of a stack, or why there is none. */
export function gridOf(planes: (Plane | undefined)[]): Grid | NoVolume {
  const known = planes.filter((plane) => plane !== undefined);
  const first = known[0];
  if (!first || known.length !== planes.length) return "position";
  if (!known.every((plane) => alike(plane, first))) return "orientation";
  const order = slices(known);
  if (order.length < FEWEST_SLICES) return "few";
  return regular(order.map(({ plane }) => plane), order.map(({ frame }) => frame));
}

function alike(a: Plane, b: Plane): boolean {
  return (
    parallel(a, b) &&
    dot(a.right, b.right) > 0.999 &&
    Math.abs(a.spacing[0] - b.spacing[0]) < 1e-3 * b.spacing[0] &&
    Math.abs(a.spacing[1] - b.spacing[1]) < 1e-3 * b.spacing[1]
  );
}

/** Frames by their place along the normal; of several at one place (time series) the first. */
function slices(planes: Plane[]): { plane: Plane; frame: number; height: number }[] {
  const first = planes[0];
  if (!first) return [];
  const all = planes.map((plane, frame) => ({ plane, frame, height: distanceTo(first, plane.origin) }));
  all.sort((a, b) => a.height - b.height || a.frame - b.frame);
  return all.filter((slice, place) => place === 0 || slice.height - (all[place - 1]?.height ?? 0) > 1e-3);
}

function regular(planes: Plane[], frames: number[]): Grid | NoVolume {
  const [first, last] = [planes[0], planes[planes.length - 1]];
  if (!first || !last) return "few";
  const up = scale(subtract(last.origin, first.origin), 1 / (planes.length - 1));
  const off = planes.map((plane, slice) => length(subtract(plane.origin, add(first.origin, scale(up, slice)))));
  if (!off.every((distance) => distance < IRREGULAR * length(up))) return "spacing";
  return {
    origin: first.origin,
    across: scale(first.right, first.spacing[1]),
    along: scale(first.down, first.spacing[0]),
    up,
    size: [first.columns, first.rows, planes.length],
    frames,
    frameOfReference: first.frameOfReference,
  };
}

/** Rows of the matrix from mm (relative to the origin) to voxels: the grid's inverse. */
export function inverse(grid: Grid): [Vector, Vector, Vector] {
  const { across, along, up } = grid;
  const size = dot(across, cross(along, up));
  return [
    scale(cross(along, up), 1 / size),
    scale(cross(up, across), 1 / size),
    scale(cross(across, along), 1 / size),
  ];
}

/** Voxel coordinates of a point of the patient. */
export function toVoxel(grid: Grid, point: Vector): Vector {
  const [a, b, c] = inverse(grid);
  const from = subtract(point, grid.origin);
  return [dot(a, from), dot(b, from), dot(c, from)];
}

/** Where voxel coordinates lie in the patient. */
export function fromVoxel(grid: Grid, [column, row, slice]: Vector): Vector {
  const inSlice = add(scale(grid.across, column), scale(grid.along, row));
  return add(grid.origin, add(inSlice, scale(grid.up, slice)));
}

export function gridCenter(grid: Grid): Vector {
  return fromVoxel(grid, [(grid.size[0] - 1) / 2, (grid.size[1] - 1) / 2, (grid.size[2] - 1) / 2]);
}
