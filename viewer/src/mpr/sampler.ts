import type { Volume } from "./volume";

/** The value at a point between voxel centers; NaN outside, or where a slice is missing. */
export type Sampler = (x: number, y: number, z: number) => number;

/**
 * Trilinear. Half a voxel beyond the outermost centers still belongs to the outermost voxels.
 * Constants are taken out of the volume once: this runs for millions of points.
 */
export function samplerOf({ grid, slices, slopes, intercepts }: Volume): Sampler {
  const columns = grid.size[0];
  const rows = grid.size[1];
  const [lastColumn, lastRow, lastSlice] = [columns - 1, rows - 1, grid.size[2] - 1];
  function inSlice(slice: number, x: number, y: number): number {
    const samples = slices[slice];
    if (!samples) return NaN;
    const column = x | 0;
    const row = y | 0;
    const u = x - column;
    const v = y - row;
    const place = row * columns + column;
    const right = column < lastColumn ? 1 : 0;
    const below = row < lastRow ? place + columns : place;
    const upper = samples[place]! + (samples[place + right]! - samples[place]!) * u;
    const lower = samples[below]! + (samples[below + right]! - samples[below]!) * u;
    return (upper + (lower - upper) * v) * slopes[slice]! + intercepts[slice]!;
  }
  return (x, y, z) => {
    if (!(x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= lastColumn + 0.5 && y <= lastRow + 0.5 && z <= lastSlice + 0.5)) return NaN;
    const column = x < 0 ? 0 : x > lastColumn ? lastColumn : x;
    const row = y < 0 ? 0 : y > lastRow ? lastRow : y;
    const slice = z < 0 ? 0 : z > lastSlice ? lastSlice : z;
    const low = slice | 0;
    const part = slice - low;
    const value = inSlice(low, column, row);
    return part === 0 ? value : value + (inSlice(low + 1, column, row) - value) * part;
  };
}

/** As `samplerOf`, but the nearest column and row: enough where many planes become one. */
export function coarseSamplerOf({ grid, slices, slopes, intercepts }: Volume): Sampler {
  const columns = grid.size[0];
  const [lastColumn, lastRow, lastSlice] = [columns - 1, grid.size[1] - 1, grid.size[2] - 1];
  return (x, y, z) => {
    if (!(x >= -0.5 && y >= -0.5 && z >= -0.5 && x <= lastColumn + 0.5 && y <= lastRow + 0.5 && z <= lastSlice + 0.5)) return NaN;
    const column = x < 0 ? 0 : x > lastColumn ? lastColumn : (x + 0.5) | 0;
    const row = y < 0 ? 0 : y > lastRow ? lastRow : (y + 0.5) | 0;
    const slice = z < 0 ? 0 : z > lastSlice ? lastSlice : z;
    const low = slice | 0;
    const part = slice - low;
    const place = row * columns + column;
    const below = slices[low];
    if (!below) return NaN;
    const value = below[place]! * slopes[low]! + intercepts[low]!;
    if (part === 0) return value;
    const above = slices[low + 1];
    return above ? value + (above[place]! * slopes[low + 1]! + intercepts[low + 1]! - value) * part : NaN;
  };
}
