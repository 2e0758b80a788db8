import type { SampleArray } from "../load/predict";

/** One frame's stored values, exactly as the disc has them. */
export interface GraySamples {
  kind: "gray";
  rows: number;
  columns: number;
  data: SampleArray;
}

/** One colour frame; its pixels are read back only where somebody asks (`rgbaOf`). */
export interface ColorSamples {
  kind: "color";
  rows: number;
  columns: number;
  bitmap: ImageBitmap | HTMLVideoElement;
}

export type Samples = GraySamples | ColorSamples;

/** What a frame costs in memory. */
export function bytesOfSamples(samples: Samples): number {
  return samples.kind === "gray" ? samples.data.byteLength : samples.rows * samples.columns * 4;
}

/** Red, green, blue, alpha of a colour frame. */
export function rgbaOf(samples: ColorSamples): Uint8ClampedArray {
  const canvas = new OffscreenCanvas(samples.columns, samples.rows);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(samples.bitmap, 0, 0);
  return context.getImageData(0, 0, samples.columns, samples.rows).data;
}

/** Red, green and blue of one pixel; none where the browser does not tell (a video's file). */
export function rgbAt({ bitmap }: ColorSamples, column: number, row: number): number[] {
  const context = new OffscreenCanvas(1, 1).getContext("2d")!;
  context.drawImage(bitmap, -column, -row);
  try {
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  } catch {
    return [];
  }
}

const halves = new WeakMap<GraySamples, GraySamples>();

/** Whether the frame at half its size is at hand. */
export function hasHalf(samples: GraySamples): boolean {
  return halves.has(samples);
}

/** The frame at half its size, each sample the mean of four; made once. */
export function half(samples: GraySamples): GraySamples {
  const known = halves.get(samples);
  if (known) return known;
  const rows = samples.rows >> 1;
  const columns = samples.columns >> 1;
  const { data } = samples;
  const out = data.slice(0, rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    let from = 2 * row * samples.columns;
    for (let column = 0; column < columns; column++, at++, from += 2) {
      const below = from + samples.columns;
      out[at] = (data[from]! + data[from + 1]! + data[below]! + data[below + 1]!) / 4;
    }
  }
  const made: GraySamples = { kind: "gray", rows, columns, data: out };
  halves.set(samples, made);
  return made;
}
