import type { Point } from "../geometry/plane";

/**
 * Lines of equal value through a picture of `width` x `height` values (marching squares): pairs of
 * points, in pixels with centers at whole numbers. Cells with an unknown corner (NaN) have none.
 */
export function isoline(values: ArrayLike<number>, width: number, height: number, level: number): [Point, Point][] {
  const lines: [Point, Point][] = [];
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const place = y * width + x;
      cell([values[place]!, values[place + 1]!, values[place + width + 1]!, values[place + width]!], x, y, level, lines);
    }
  }
  return lines;
}

type Corners = [number, number, number, number];

/** Corners clockwise from top left; edges by the corner that they start from. */
const CORNERS: readonly Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]];

/** Edges that a line joins, by which corners (bits 1, 2, 4, 8) lie at or above the level. */
const EDGES: readonly (readonly [number, number][])[] = [
  [], [[3, 0]], [[0, 1]], [[3, 1]], [[1, 2]], [[3, 0], [1, 2]], [[0, 2]], [[3, 2]],
  [[2, 3]], [[2, 0]], [[0, 1], [2, 3]], [[2, 1]], [[1, 3]], [[1, 0]], [[0, 3]], [],
];
/** The two doubtful cases joined the other way: when the middle lies above the level. */
const SADDLES: { [which: number]: readonly [number, number][] } = {
  5: [[0, 1], [2, 3]],
  10: [[3, 0], [1, 2]],
};

function cell(corners: Corners, x: number, y: number, level: number, lines: [Point, Point][]): void {
  let which = 0;
  for (let corner = 0; corner < 4; corner++) {
    if (corners[corner] !== corners[corner]) return;
    if (corners[corner]! >= level) which |= 1 << corner;
  }
  if (which === 0 || which === 15) return;
  for (const [from, to] of joined(which, corners, level)) {
    lines.push([onEdge(corners, from, x, y, level), onEdge(corners, to, x, y, level)]);
  }
}

function joined(which: number, corners: Corners, level: number): readonly [number, number][] {
  const middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  return (middle >= level ? SADDLES[which] : undefined) ?? EDGES[which] ?? [];
}

function onEdge(corners: Corners, edge: number, x: number, y: number, level: number): Point {
  const next = (edge + 1) % 4;
  const part = (level - corners[edge]!) / (corners[next]! - corners[edge]!);
  const [a, b] = [CORNERS[edge]!, CORNERS[next]!];
  return [x + a[0] + (b[0] - a[0]) * part, y + a[1] + (b[1] - a[1]) * part];
}
