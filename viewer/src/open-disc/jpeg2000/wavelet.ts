import type { Box } from "./tile";

/** Lifting steps of the irreversible filter (ISO 15444-1 Table F.4). */
const ALPHA = -1.586134342059924;
const BETA = -0.052980118572961;
const GAMMA = 0.882911075530934;
const DELTA = 0.443506852043971;
const K = 1.230174104914001;

/** Values of a resolution, row by row. */
export interface Plane extends Box {
  values: Float32Array;
}

/** Puts a resolution together from the one below and its three subbands (F.3). */
export function synthesised(box: Box, low: Plane, [hl, lh, hh]: [Plane, Plane, Plane], reversible: boolean): Plane {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  const values = new Float32Array(width * height);
  const put = (plane: Plane, right: number, down: number) => {
    const columns = plane.x1 - plane.x0;
    for (let y = plane.y0; y < plane.y1; y++) {
      const from = (y - plane.y0) * columns;
      const to = (2 * y + down - box.y0) * width + right - box.x0;
      for (let x = plane.x0; x < plane.x1; x++) values[to + 2 * x] = plane.values[from + x - plane.x0]!;
    }
  };
  put(low, 0, 0);
  put(hl, 1, 0);
  put(lh, 0, 1);
  put(hh, 1, 1);
  const filter = reversible ? reversibleFilter : irreversibleFilter;
  for (let row = 0; row < height; row++) run(values, row * width, 1, width, box.x0, filter);
  for (let column = 0; column < width; column++) run(values, column, width, height, box.y0, filter);
  return { ...box, values };
}

/** Samples beyond each end that the filters look at. */
const EDGE = 4;

type Filter = (line: Float64Array, from: number, length: number) => void;

/** One row or column, with its ends mirrored; even places of the image are low-pass. */
function run(values: Float32Array, start: number, step: number, length: number, first: number, filter: Filter): void {
  const odd = first & 1;
  if (length === 1) {
    if (odd) values[start]! /= 2;
    return;
  }
  // The line begins at an even place: an odd first sample stands one further.
  const from = EDGE + odd;
  const line = new Float64Array(length + 2 * EDGE + 2);
  for (let n = 0; n < length; n++) line[from + n] = values[start + n * step]!;
  for (let n = 1; n <= EDGE + odd; n++) line[from - n] = line[from + mirrored(n, length)]!;
  for (let n = 0; n < EDGE + 1; n++) line[from + length + n] = line[from + mirrored(length + n, length)]!;
  filter(line, from, length);
  for (let n = 0; n < length; n++) values[start + n * step] = line[from + n]!;
}

function mirrored(place: number, length: number): number {
  const period = 2 * (length - 1);
  const at = place % period;
  return at < length ? at : period - at;
}

/** Even places are low-pass in the line, as `EDGE` is even (F.3.8.1). */
function reversibleFilter(line: Float64Array, from: number, length: number): void {
  const [first, last] = [even(from), even(from + length)];
  for (let n = first; n <= last; n += 2) line[n]! -= Math.floor((line[n - 1]! + line[n + 1]! + 2) / 4);
  for (let n = first + 1; n < last; n += 2) line[n]! += Math.floor((line[n - 1]! + line[n + 1]!) / 2);
}

const even = (place: number): number => place - (place & 1);

/** F.3.8.2. */
function irreversibleFilter(line: Float64Array, from: number, length: number): void {
  const [first, last] = [even(from), even(from + length)];
  for (let n = first - 2; n <= last + 2; n += 2) line[n]! *= K;
  for (let n = first - 3; n <= last + 3; n += 2) line[n]! /= K;
  lift(line, first - 2, last + 2, DELTA);
  lift(line, first - 1, last + 1, GAMMA);
  lift(line, first, last, BETA);
  lift(line, first + 1, last - 1, ALPHA);
}

function lift(line: Float64Array, first: number, last: number, by: number): void {
  for (let n = first; n <= last; n += 2) line[n]! -= by * (line[n - 1]! + line[n + 1]!);
}
