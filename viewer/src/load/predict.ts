import type { Sample } from "../data";

export type SampleArray = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array;

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
  if (bytes < 4) {
    const plain = bytes === 2 ? new Uint16Array(out.buffer) : new Uint8Array(out.buffer);
    unpredictSmall(planes, plain, sample === "i8" || sample === "i16", rows, columns);
    return out;
  }
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      out[at] = prediction(out, at, row, column, columns) + residual(planes, bytes, count, at);
    }
  }
  return sample === "f32" ? new Float32Array(out.buffer) : out;
}

/** MED (the LOCO-I predictor). */
function prediction(
  out: Exclude<SampleArray, Float32Array>,
  at: number,
  row: number,
  column: number,
  columns: number,
): number {
  if (row === 0) return column === 0 ? 0 : out[at - 1]!;
  if (column === 0) return out[at - columns]!;
  const a = out[at - 1]!;
  const b = out[at - columns]!;
  const c = out[at - columns - 1]!;
  if (a > b) return c >= a ? b : c <= b ? a : a + b - c;
  return c >= b ? a : c <= a ? b : a + b - c;
}

/**
 * The same for 8 and 16 bits, which is nearly everything: neighbours in registers, no branch that
 * noise would mispredict.
 */
function unpredictSmall(
  planes: Uint8Array,
  out: Uint8Array | Uint16Array,
  signed: boolean,
  rows: number,
  columns: number,
): void {
  const count = rows * columns;
  const wide = out.BYTES_PER_ELEMENT === 2;
  const mask = wide ? 0xffff : 0xff;
  // Signed samples with their sign bit turned over keep their order and their sums.
  const bias = signed ? (mask + 1) / 2 : 0;
  let a = bias;
  for (let at = 0; at < columns; at++) {
    const z = planes[at]! | (wide ? planes[count + at]! << 8 : 0);
    a = (a + ((z >>> 1) ^ -(z & 1))) & mask;
    out[at] = a ^ bias;
  }
  for (let row = 1, at = columns; row < rows; row++) {
    let c = out[at - columns]! ^ bias;
    // The first column is predicted by the upper one alone: as if a and c were equal.
    a = c;
    for (const end = at + columns; at < end; at++) {
      const b = out[at - columns]! ^ bias;
      const z = planes[at]! | (wide ? planes[count + at]! << 8 : 0);
      const less = a - b;
      const sign = less >> 31;
      const low = b + (less & sign);
      const high = a - (less & sign);
      let off = a + b - c - low;
      let guess = low + (off & ~(off >> 31));
      off = guess - high;
      guess = high + (off & (off >> 31));
      a = (guess + ((z >>> 1) ^ -(z & 1))) & mask;
      out[at] = a ^ bias;
      c = b;
    }
  }
}
