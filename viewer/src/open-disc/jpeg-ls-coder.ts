import type { LsBits } from "./jpeg-ls-bits";

/** Preset coding parameters (ISO 14495-1 C.2.4.1.1). */
export interface LsParameters {
  maximum: number;
  near: number;
  thresholds: [number, number, number];
  reset: number;
}

/** Orders of run lengths by run index (A.2.1). */
const J = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];
/** Contexts of the regular mode; two more are those of run interruption. */
const REGULAR = 365;
const BIAS = { least: -128, most: 127 };

/** Decodes lines of samples; the contexts live as long as a scan. */
export class LsCoder {
  run = 0;
  readonly #a: Int32Array;
  readonly #b = new Int32Array(REGULAR);
  readonly #c = new Int32Array(REGULAR);
  readonly #n = new Int32Array(REGULAR + 2).fill(1);
  /** Negative errors of run interruption, by context. */
  readonly #nn = [0, 0];
  /** Distance of two reconstructed values, and how many there are. */
  readonly #step: number;
  readonly #range: number;
  readonly #rangeBits: number;
  readonly #limit: number;

  constructor(readonly bits: LsBits, readonly parameters: LsParameters, readonly columns: number) {
    const { maximum, near } = parameters;
    this.#step = 2 * near + 1;
    this.#range = Math.floor((maximum + 2 * near) / this.#step) + 1;
    this.#rangeBits = Math.ceil(Math.log2(this.#range));
    const depth = Math.max(2, Math.ceil(Math.log2(maximum + 1)));
    this.#limit = 2 * (depth + Math.max(8, depth));
    this.#a = new Int32Array(REGULAR + 2).fill(Math.max(2, (this.#range + 32) >> 6));
  }

  /** One component; both lines begin with what lies left of them. */
  line(above: Int32Array, line: Int32Array): void {
    for (let at = 1; at <= this.columns; ) {
      const context = this.#context(above, line, at);
      if (context === 0) at = this.#runOf([[above, line]], at);
      else line[at] = this.#regular(above, line, at++, context);
    }
  }

  /** All components, sample by sample: a run is one of all of them. */
  lineOfAll(lines: [Int32Array, Int32Array][]): void {
    for (let at = 1; at <= this.columns; ) {
      const contexts = lines.map(([above, line]) => this.#context(above, line, at));
      if (contexts.every((context) => context === 0)) at = this.#runOf(lines, at);
      else {
        lines.forEach(([above, line], n) => (line[at] = this.#regular(above, line, at, contexts[n]!)));
        at++;
      }
    }
  }

  /** Quantised gradients as one number, negative where the context is mirrored; 0 begins a run. */
  #context(above: Int32Array, line: Int32Array, at: number): number {
    const [left, up, corner, right] = [line[at - 1]!, above[at]!, above[at - 1]!, above[at + 1]!];
    return this.#quantised(right - up) * 81 + this.#quantised(up - corner) * 9 + this.#quantised(corner - left);
  }

  #quantised(difference: number): number {
    const { near, thresholds } = this.parameters;
    const size = Math.abs(difference);
    if (size <= near) return 0;
    const level = size < thresholds[0] ? 1 : size < thresholds[1] ? 2 : size < thresholds[2] ? 3 : 4;
    return difference < 0 ? -level : level;
  }

  #regular(above: Int32Array, line: Int32Array, at: number, context: number): number {
    const sign = context < 0 ? -1 : 1;
    const q = Math.abs(context);
    const [a, b, c, n] = [this.#a, this.#b, this.#c, this.#n];
    const { maximum, near } = this.parameters;
    const guess = med(line[at - 1]!, above[at]!, above[at - 1]!) + sign * c[q]!;
    const predicted = guess < 0 ? 0 : guess > maximum ? maximum : guess;
    let k = 0;
    while (n[q]! << k < a[q]!) k++;
    const mapped = this.#golomb(k, this.#limit);
    const flipped = near === 0 && k === 0 && 2 * b[q]! <= -n[q]!;
    const error = flipped ? (mapped & 1 ? (mapped - 1) >> 1 : -(mapped >> 1) - 1) : mapped & 1 ? -((mapped + 1) >> 1) : mapped >> 1;
    this.#learn(q, error);
    return this.#reconstructed(predicted, sign * error);
  }

  #learn(q: number, error: number): void {
    const [a, b, c, n] = [this.#a, this.#b, this.#c, this.#n];
    b[q]! += error * this.#step;
    a[q]! += Math.abs(error);
    if (n[q] === this.parameters.reset) {
      a[q]! >>= 1;
      b[q]! >>= 1;
      n[q]! >>= 1;
    }
    n[q]!++;
    if (b[q]! <= -n[q]!) {
      b[q] = Math.max(b[q]! + n[q]!, 1 - n[q]!);
      if (c[q]! > BIAS.least) c[q]!--;
    } else if (b[q]! > 0) {
      b[q] = Math.min(b[q]! - n[q]!, 0);
      if (c[q]! < BIAS.most) c[q]!++;
    }
  }

  #golomb(k: number, limit: number): number {
    const high = this.bits.zeros(limit);
    if (high >= limit - this.#rangeBits - 1) return this.bits.take(this.#rangeBits) + 1;
    return (high << k) + this.bits.take(k);
  }

  #reconstructed(predicted: number, error: number): number {
    const { maximum, near } = this.parameters;
    const whole = this.#range * this.#step;
    let value = predicted + error * this.#step;
    if (value < -near) value += whole;
    else if (value > maximum + near) value -= whole;
    return value < 0 ? 0 : value > maximum ? maximum : value;
  }

  /** A run of the values left of `at`, and the samples that end it; answers where it goes on. */
  #runOf(lines: [Int32Array, Int32Array][], from: number): number {
    const end = this.columns + 1;
    let at = from;
    while (this.bits.bit() === 1) {
      const length = Math.min(1 << J[this.run]!, end - at);
      if (length === 1 << J[this.run]! && this.run < 31) this.run++;
      at += length;
      if (at === end) break;
    }
    const whole = at === end;
    if (!whole) at += this.bits.take(J[this.run]!);
    if (at > end) throw new RangeError("run too long");
    for (const [, line] of lines) line.fill(line[from - 1]!, from, at);
    if (whole || at === end) return at;
    for (const [above, line] of lines) line[at] = this.#interruption(line[at - 1]!, above[at]!, lines.length > 1);
    if (this.run > 0) this.run--;
    return at + 1;
  }

  /** The sample after a run (A.7.2); of several components always the first kind. */
  #interruption(left: number, up: number, several: boolean): number {
    const kind = !several && Math.abs(left - up) <= this.parameters.near ? 1 : 0;
    const q = REGULAR + kind;
    const [a, n] = [this.#a, this.#n];
    const size = kind ? a[q]! + (n[q]! >> 1) : a[q]!;
    let k = 0;
    while (n[q]! << k < size) k++;
    const mapped = this.#golomb(k, this.#limit - J[this.run]! - 1);
    const error = this.#unmapped(mapped + kind, k, kind);
    if (error < 0) this.#nn[kind]!++;
    a[q]! += (mapped + 1 - kind) >> 1;
    if (n[q] === this.parameters.reset) {
      a[q]! >>= 1;
      n[q]! >>= 1;
      this.#nn[kind]! >>= 1;
    }
    n[q]!++;
    return kind ? this.#reconstructed(left, error) : this.#reconstructed(up, left > up ? -error : error);
  }

  #unmapped(value: number, k: number, kind: number): number {
    const odd = (value & 1) === 1;
    const size = (value + (odd ? 1 : 0)) >> 1;
    const negative = k !== 0 || 2 * this.#nn[kind]! >= this.#n[REGULAR + kind]!;
    return negative === odd ? -size : size;
  }
}

/** The median edge detecting predictor (A.4.1). */
function med(left: number, up: number, corner: number): number {
  if (corner >= Math.max(left, up)) return Math.min(left, up);
  if (corner <= Math.min(left, up)) return Math.max(left, up);
  return left + up - corner;
}
