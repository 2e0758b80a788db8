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

/**
 * The value at a point between voxel centers, trilinear; NaN outside or where a slice is missing.
 * Half a voxel beyond the outermost centers still belongs to the outermost voxels.
 */
export function valueAt(volume: Volume, x: number, y: number, z: number): number {
  const [columns, rows, slices] = volume.grid.size;
  if (!(x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= columns - 0.5 && y <= rows - 0.5 && z <= slices - 0.5)) return NaN;
  const column = clamp(x, columns - 1);
  const row = clamp(y, rows - 1);
  const slice = clamp(z, slices - 1);
  const low = Math.floor(slice);
  const part = slice - low;
  const below = inSlice(volume, low, column, row);
  return part === 0 ? below : below + (inSlice(volume, low + 1, column, row) - below) * part;
}

function clamp(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}

function inSlice(volume: Volume, slice: number, x: number, y: number): number {
  const samples = volume.slices[slice];
  if (!samples) return NaN;
  const [columns, rows] = volume.grid.size;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = column + 1 < columns ? 1 : 0;
  const down = row + 1 < rows ? columns : 0;
  const place = row * columns + column;
  const [u, v] = [x - column, y - row];
  const upper = samples[place]! * (1 - u) + samples[place + right]! * u;
  const lower = samples[place + down]! * (1 - u) + samples[place + down + right]! * u;
  return (upper * (1 - v) + lower * v) * volume.slopes[slice]! + volume.intercepts[slice]!;
}
