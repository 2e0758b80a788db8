import type { Dose } from "../data";

/** An isodose: part of the prescribed or largest dose, and its color. */
export interface Isodose {
  part: number;
  color: readonly [number, number, number];
}

/** The levels drawn, hottest first, in the order of colors that planning systems have in common. */
export const ISODOSES: readonly Isodose[] = [
  { part: 0.95, color: [255, 64, 64] },
  { part: 0.9, color: [255, 140, 40] },
  { part: 0.8, color: [255, 220, 60] },
  { part: 0.7, color: [120, 220, 70] },
  { part: 0.5, color: [60, 210, 200] },
  { part: 0.3, color: [80, 140, 255] },
  { part: 0.1, color: [150, 110, 230] },
];

/** How much of the image the color wash covers, of 255. */
const WASH = 90;

/** The color wash of dose values: each pixel the color of the highest isodose that it reaches. */
export function wash(values: ArrayLike<number>, dose: Dose, out: Uint8ClampedArray): void {
  const steps = ISODOSES.map(({ part, color }) => ({ least: part * dose.maximum, color }));
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    const step = steps.find(({ least }) => value >= least);
    out[place * 4] = step?.color[0] ?? 0;
    out[place * 4 + 1] = step?.color[1] ?? 0;
    out[place * 4 + 2] = step?.color[2] ?? 0;
    out[place * 4 + 3] = step ? WASH : 0;
  }
}
