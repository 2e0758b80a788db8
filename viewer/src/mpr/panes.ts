import { fromVoxel, gridCenter, type Grid } from "../geometry/volume";
import { add, cross, dot, scale, subtract, turn, type Vector } from "../geometry/vector";
import { finest } from "./reslice";

/** The three views of a volume, by the plane that each shows. */
export const VIEWS = ["axial", "coronal", "sagittal"] as const;
export type ViewName = (typeof VIEWS)[number];

/** Directions of a view's columns and rows in the patient, before anything is turned. */
const DIRECTIONS: Record<ViewName, [right: Vector, down: Vector]> = {
  axial: [[1, 0, 0], [0, 1, 0]],
  coronal: [[1, 0, 0], [0, 0, -1]],
  sagittal: [[0, 1, 0], [0, 0, -1]],
};

/** How the three views stand: they stay at right angles to one another. */
export type Axes = Record<ViewName, { right: Vector; down: Vector; normal: Vector }>;

export const UPRIGHT_AXES: Axes = {
  axial: axesOf(...DIRECTIONS.axial),
  coronal: axesOf(...DIRECTIONS.coronal),
  sagittal: axesOf(...DIRECTIONS.sagittal),
};

function axesOf(right: Vector, down: Vector): Axes[ViewName] {
  return { right, down, normal: cross(right, down) };
}

/** All views but `about` turned about its normal, clockwise as it shows them. */
export function turned(axes: Axes, about: ViewName, angle: number): Axes {
  const axis = axes[about].normal;
  const turnedView = (name: ViewName): Axes[ViewName] =>
    name === about ? axes[name] : axesOf(turn(axes[name].right, axis, angle), turn(axes[name].down, axis, angle));
  return { axial: turnedView("axial"), coronal: turnedView("coronal"), sagittal: turnedView("sagittal") };
}

/** The frames of one view: planes one pixel apart through the whole volume. */
export interface Pane {
  right: Vector;
  down: Vector;
  normal: Vector;
  pixel: number;
  columns: number;
  rows: number;
  frames: number;
  /** Center of the first frame. */
  start: Vector;
}

/** A view is at most this wide and high: beyond, its pixels are larger than the voxels. */
const MOST_PIXELS = 1024;

/**
 * The frames of a view when the cross-hairs stand at `cross`: one of them passes through it. Its
 * picture is as large as the volume when nothing is turned, so that turning does not zoom.
 */
export function paneOf(grid: Grid, axes: Axes, name: ViewName, crossAt: Vector): Pane {
  const { right, down, normal } = axes[name];
  const [width, height] = DIRECTIONS[name].map((direction) => extent(grid, direction)).map(([low, high]) => high - low) as [number, number];
  const pixel = Math.max(finest(grid), Math.max(width, height) / MOST_PIXELS);
  const [low, high] = extent(grid, normal);
  const at = Math.min(Math.max(dot(crossAt, normal), low), high);
  const before = Math.floor((at - low) / pixel);
  const after = Math.floor((high - at) / pixel);
  const middle = gridCenter(grid);
  return {
    right,
    down,
    normal,
    pixel,
    columns: Math.ceil(width / pixel),
    rows: Math.ceil(height / pixel),
    frames: before + after + 1,
    start: add(middle, scale(normal, at - before * pixel - dot(middle, normal))),
  };
}

/** How far the volume reaches along a direction, mm. */
function extent(grid: Grid, direction: Vector): [number, number] {
  const [columns, rows, slices] = grid.size;
  const heights = [-0.5, columns - 0.5].flatMap((x) =>
    [-0.5, rows - 0.5].flatMap((y) => [-0.5, slices - 0.5].map((z) => dot(fromVoxel(grid, [x, y, z]), direction))),
  );
  return [Math.min(...heights), Math.max(...heights)];
}

/** Center of frame `frame`. */
export function frameCenter(pane: Pane, frame: number): Vector {
  return add(pane.start, scale(pane.normal, frame * pane.pixel));
}

/** The frame nearest to a point, not clamped. */
export function frameAt(pane: Pane, point: Vector): number {
  return Math.round(dot(subtract(point, pane.start), pane.normal) / pane.pixel);
}

/** Image Position (Patient) of a frame: the center of its first pixel. */
export function positionOf(pane: Pane, frame: number): Vector {
  const toCorner = add(
    scale(pane.right, (-(pane.columns - 1) / 2) * pane.pixel),
    scale(pane.down, (-(pane.rows - 1) / 2) * pane.pixel),
  );
  return add(frameCenter(pane, frame), toCorner);
}
