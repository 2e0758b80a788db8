import type { Grid } from "../geometry/volume";

/** Samples of one frame, as the loader gives them. */
export type Slice = ArrayLike<number>;

/** A grid and what is known of its voxels: slices come in as they are read. */
export interface Volume {
  grid: Grid;
  slices: (Slice | undefined)[];
  /** Rescale of each slice: value = sample * slope + intercept. */
  slopes: Float64Array;
  intercepts: Float64Array;
}

export function emptyVolume(grid: Grid, slope: (frame: number) => number, intercept: (frame: number) => number): Volume {
  return {
    grid,
    slices: grid.frames.map(() => undefined),
    slopes: Float64Array.from(grid.frames, slope),
    intercepts: Float64Array.from(grid.frames, intercept),
  };
}
