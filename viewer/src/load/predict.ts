import type { Sample } from "../data";

export type SampleArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array;

const BYTES: Record<Sample, 1 | 2 | 4> = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4 };

export function sampleBytes(sample: Sample): number {
  return BYTES[sample];
}

/** An array in the samples' own domain; of f32 its bits, signed. */
function domain(sample: Sample, length: number): Exclude<SampleArray, Float32Array> {
  switch (sample) {
    case "u8":
      return new Uint8Array(length);
    case "i8":
      return new Int8Array(length);
    case "u16":
      return new Uint16Array(length);
    case "i16":
      return new Int16Array(length);
    case "u32":
      return new Uint32Array(length);
    default:
      return new Int32Array(length);
  }
}

/** Byte planes, lowest first, to residuals: zigzag undone, still without the prediction. */
function residual(planes: Uint8Array, bytes: number, count: number, at: number): number {
  let z = planes[at]!;
  for (let plane = 1; plane < bytes; plane++) z |= planes[plane * count + at]! << (8 * plane);
  return (z >>> 1) ^ -(z & 1);
}

/**
 * Samples from the byte planes of their residuals (data.ts, `predicted`). Sums wrap where the array's
 * own type wraps.
 */
export function unpredict(planes: Uint8Array, sample: Sample, rows: number, columns: number): SampleArray {
  const count = rows * columns;
  const bytes = BYTES[sample];
  const out = domain(sample, count);
  if (bytes === 2) return unpredict16(planes, out, rows, columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      out[at] = prediction(out, at, row, column, columns) + residual(planes, bytes, count, at);
    }
  }
  return sample === "f32" ? new Float32Array(out.buffer) : out;
}

/** MED (the LOCO-I predictor). */
function prediction(out: Exclude<SampleArray, Float32Array>, at: number, row: number, column: number, columns: number): number {
  if (row === 0) return column === 0 ? 0 : out[at - 1]!;
  if (column === 0) return out[at - columns]!;
  const a = out[at - 1]!;
  const b = out[at - columns]!;
  const c = out[at - columns - 1]!;
  if (a > b) return c >= a ? b : c <= b ? a : a + b - c;
  return c >= b ? a : c <= a ? b : a + b - c;
}

/** The same for 16 bits, which is nearly everything, with the neighbours kept in registers. */
function unpredict16<T extends Exclude<SampleArray, Float32Array>>(planes: Uint8Array, out: T, rows: number, columns: number): T {
  const count = rows * columns;
  let z = 0;
  for (let column = 0; column < columns; column++) {
    z = planes[column]! | (planes[count + column]! << 8);
    out[column] = (column ? out[column - 1]! : 0) + ((z >>> 1) ^ -(z & 1));
  }
  for (let row = 1, at = columns; row < rows; row++) {
    let c = out[at - columns]!;
    z = planes[at]! | (planes[count + at]! << 8);
    out[at] = c + ((z >>> 1) ^ -(z & 1));
    let a = out[at]!;
    for (const end = at++ + columns; at < end; at++) {
      const b = out[at - columns]!;
      z = planes[at]! | (planes[count + at]! << 8);
      const low = a < b ? a : b;
      const high = a < b ? b : a;
      const guess = c >= high ? low : c <= low ? high : a + b - c;
      out[at] = guess + ((z >>> 1) ^ -(z & 1));
      a = out[at]!;
      c = b;
    }
  }
  return out;
}
