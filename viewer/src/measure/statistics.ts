import type { GraySamples } from "../pixels/samples";
import type { Point } from "../view/transform";

export interface Statistics {
  count: number;
  mean: number;
  /** Of the population. */
  deviation: number;
  least: number;
  most: number;
}

/** Over the pixels whose centres satisfy `inside`, within the box of `outline`; padding and what is no number are no pixels. */
export function statistics(
  samples: GraySamples,
  outline: readonly Point[],
  inside: (x: number, y: number) => boolean,
  value: (stored: number) => number,
  [low, high]: readonly [number, number] = [1, 0],
): Statistics | undefined {
  const xs = outline.map(({ x }) => x);
  const ys = outline.map(({ y }) => y);
  const [left, right] = range(xs, samples.columns);
  const [top, bottom] = range(ys, samples.rows);
  let [count, mean, squares, least, most] = [0, 0, 0, Infinity, -Infinity];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      if (!inside(column + 0.5, row + 0.5)) continue;
      const stored = samples.data[row * samples.columns + column]!;
      const here = value(stored);
      if ((stored >= low && stored <= high) || !Number.isFinite(here)) continue;
      // Welford: no loss of digits with large values that differ little.
      const off = here - mean;
      mean += off / ++count;
      squares += off * (here - mean);
      if (here < least) least = here;
      if (here > most) most = here;
    }
  }
  return count ? { count, mean, deviation: Math.sqrt(squares / count), least, most } : undefined;
}

function range(values: number[], size: number): [number, number] {
  return [Math.max(0, Math.floor(Math.min(...values))), Math.min(size, Math.ceil(Math.max(...values)))];
}
