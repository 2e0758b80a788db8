import { distanceTo, parallel, share, toImage, toPatient, type Plane, type Point } from "./plane";
import { add, scale, subtract, type Vector } from "./vector";

/**
 * The scout line: where `of`, as far as its image reaches, crosses `on`, in points of `on`.
 * Undefined when they are parallel, do not meet or have no common frame of reference.
 */
export function scoutLine(on: Plane, of: Plane): [Point, Point] | undefined {
  if (!share(on, of) || parallel(on, of)) return undefined;
  const ends = crossings(on, corners(of));
  const [first, last] = [ends[0], ends[ends.length - 1]];
  if (!first || !last || ends.length < 2) return undefined;
  return clip([toImage(on, first), toImage(on, last)], on.columns, on.rows);
}

function corners(plane: Plane): Vector[] {
  const { columns, rows } = plane;
  const points: Point[] = [[0, 0], [columns, 0], [columns, rows], [0, rows]];
  return points.map((point) => toPatient(plane, point));
}

/** Where the closed outline `points` passes through the plane. */
export function crossings(plane: Plane, points: Vector[]): Vector[] {
  const found: Vector[] = [];
  points.forEach((from, place) => {
    const to = points[(place + 1) % points.length];
    if (!to) return;
    const [a, b] = [distanceTo(plane, from), distanceTo(plane, to)];
    if (a < 0 !== b < 0) found.push(add(from, scale(subtract(to, from), a / (a - b))));
  });
  return found;
}

/** The part of a line within an image (Liang and Barsky), or undefined. */
function clip([a, b]: [Point, Point], columns: number, rows: number): [Point, Point] | undefined {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  let [from, to] = [0, 1];
  const edges: [number, number][] = [[-dx, a[0]], [dx, columns - a[0]], [-dy, a[1]], [dy, rows - a[1]]];
  for (const [slope, room] of edges) {
    if (slope === 0 && room < 0) return undefined;
    if (slope < 0) from = Math.max(from, room / slope);
    if (slope > 0) to = Math.min(to, room / slope);
  }
  if (from > to) return undefined;
  const point = (t: number): Point => [a[0] + dx * t, a[1] + dy * t];
  return [point(from), point(to)];
}
