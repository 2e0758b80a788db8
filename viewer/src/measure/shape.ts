import type { Point } from "../view/transform";

/** Lines of an ellipse: enough that no corner shows on a screen. */
const ELLIPSE_POINTS = 96;

export function rectangleOf([one, other]: readonly Point[]): Point[] {
  const [a, b] = [one!, other ?? one!];
  return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
}

/** The ellipse within the box of two corners. */
export function ellipseOf([one, other]: readonly Point[]): Point[] {
  const [a, b] = [one!, other ?? one!];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const [across, down] = [Math.abs(a.x - b.x) / 2, Math.abs(a.y - b.y) / 2];
  return Array.from({ length: ELLIPSE_POINTS }, (_, n) => {
    const angle = (2 * Math.PI * n) / ELLIPSE_POINTS;
    return { x: x + across * Math.cos(angle), y: y + down * Math.sin(angle) };
  });
}

/** Of a polygon, in square pixels (the shoelace formula). */
export function areaOf(points: readonly Point[]): number {
  return Math.abs(sum(edges(points), ([a, b]) => a.x * b.y - b.x * a.y)) / 2;
}

function edges(points: readonly Point[]): [Point, Point][] {
  return points.map((point, n) => [point, points[(n + 1) % points.length]!]);
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}

/** Even-odd rule. */
export function inPolygon(points: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (const [a, b] of edges(points)) {
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = length ? ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length : 0;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * (b.x - a.x), point.y - a.y - t * (b.y - a.y));
}

/** Between two directions, in degrees, 0 to 180. */
export function angleBetween(one: Point, other: Point): number {
  const dot = one.x * other.x + one.y * other.y;
  const cross = one.x * other.y - one.y * other.x;
  return (Math.abs(Math.atan2(cross, dot)) * 180) / Math.PI;
}
