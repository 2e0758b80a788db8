import type { Vector } from "../geometry/vector";
import { valueAt, type Volume } from "./volume";

/** How the planes of a slab become one: maximum or minimum intensity projection, or the mean. */
export type SlabMode = "maximum" | "minimum" | "mean";

export const SLAB_MODES: readonly SlabMode[] = ["maximum", "mean", "minimum"];

type Projection = (volume: Volume, from: Vector, by: Vector, planes: number) => number;

/** Planes outside the volume are left out; NaN when all of them are. */
const PROJECTIONS: Record<SlabMode, Projection> = {
  maximum: extreme(1),
  minimum: extreme(-1),
  mean,
};

export function projection(mode: SlabMode): Projection {
  return PROJECTIONS[mode];
}

function extreme(sign: 1 | -1): Projection {
  return (volume, from, by, planes) => {
    let best = NaN;
    for (let plane = 0; plane < planes; plane++) {
      const value = valueAt(volume, from[0] + by[0] * plane, from[1] + by[1] * plane, from[2] + by[2] * plane);
      if (value * sign > best * sign || best !== best) best = value;
    }
    return best;
  };
}

function mean(volume: Volume, from: Vector, by: Vector, planes: number): number {
  let sum = 0;
  let count = 0;
  for (let plane = 0; plane < planes; plane++) {
    const value = valueAt(volume, from[0] + by[0] * plane, from[1] + by[1] * plane, from[2] + by[2] * plane);
    if (value !== value) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : NaN;
}
