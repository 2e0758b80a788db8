import { at } from "../stacks";
import type { FrameTable, Stack } from "../data";
import { add, cross, dot, scale, subtract, unit, type Vector } from "./vector";

/** A point of an image, column first; pixel 0 reaches from 0 to 1 (PS3.3 Figure C.10.5-1). */
export type Point = [number, number];

/** Where an image lies in the patient (PS3.3 C.7.6.2.1.1). */
export interface Plane {
  /** Center of the first pixel. */
  origin: Vector;
  /** Direction of increasing column. */
  right: Vector;
  /** Direction of increasing row. */
  down: Vector;
  normal: Vector;
  /** Pixel Spacing: mm from row to row, from column to column. */
  spacing: readonly [number, number];
  rows: number;
  columns: number;
  /** Slice Thickness, mm; 0 when unknown. */
  thickness: number;
  /** Images of different frames of reference have no common space. */
  frameOfReference: number | undefined;
}

/** Directions shorter than this are broken ones, not unit vectors with rounding. */
const SHORTEST_DIRECTION = 0.5;

/** The plane of a frame, or undefined when it has no place in the patient. */
export function planeOf(stack: Stack, table: FrameTable, frame: number): Plane | undefined {
  const origin = at(table.position, frame);
  const orientation = at(table.orientation, frame);
  const spacing = at(table.spacing, frame);
  if (!origin || !orientation || !spacing || !(spacing[0] > 0 && spacing[1] > 0)) return undefined;
  const right: Vector = [orientation[0], orientation[1], orientation[2]];
  const down: Vector = [orientation[3], orientation[4], orientation[5]];
  const normal = cross(right, down);
  if (!(Math.hypot(...normal) > SHORTEST_DIRECTION)) return undefined;
  return {
    origin,
    right: unit(right),
    down: unit(down),
    normal: unit(normal),
    spacing,
    rows: stack.rows,
    columns: stack.columns,
    thickness: at(table.thickness, frame) ?? 0,
    frameOfReference: table.frameOfReference,
  };
}

/** All planes of a stack by frame. */
export function planesOf(stack: Stack, table: FrameTable): (Plane | undefined)[] {
  return Array.from({ length: stack.frames }, (_, frame) => planeOf(stack, table, frame));
}

/** Where a point of the image lies in the patient. */
export function toPatient(plane: Plane, [x, y]: Point): Vector {
  const across = scale(plane.right, (x - 0.5) * plane.spacing[1]);
  const along = scale(plane.down, (y - 0.5) * plane.spacing[0]);
  return add(plane.origin, add(across, along));
}

/** The foot of a point's perpendicular upon the image. */
export function toImage(plane: Plane, point: Vector): Point {
  const from = subtract(point, plane.origin);
  return [
    dot(from, plane.right) / plane.spacing[1] + 0.5,
    dot(from, plane.down) / plane.spacing[0] + 0.5,
  ];
}

/** How far a point lies before the plane, mm, along its normal. */
export function distanceTo(plane: Plane, point: Vector): number {
  return dot(subtract(point, plane.origin), plane.normal);
}

export function center(plane: Plane): Vector {
  return toPatient(plane, [plane.columns / 2, plane.rows / 2]);
}

/** Whether two planes can be compared: the same frame of reference, and one that is known. */
export function share(a: Plane | undefined, b: Plane | undefined): boolean {
  return !!a && !!b && a.frameOfReference !== undefined && a.frameOfReference === b.frameOfReference;
}

/** Planes whose normals differ by less than 1 degree are parallel. */
const PARALLEL = Math.cos(Math.PI / 180);

export function parallel(a: Plane, b: Plane): boolean {
  return Math.abs(dot(a.normal, b.normal)) > PARALLEL;
}

const known = new WeakMap<FrameTable, (Plane | undefined)[]>();

/** The planes of an open stack, made once. */
export function stackPlanes({ stack, table }: { stack: Stack; table: FrameTable }): (Plane | undefined)[] {
  const planes = known.get(table) ?? planesOf(stack, table);
  known.set(table, planes);
  return planes;
}
