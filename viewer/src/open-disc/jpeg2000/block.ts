import { MqDecoder, RawBits } from "./mq";

/** Which gradients a subband has: its neighbours count differently (ISO 15444-1 Table D.1). */
export type Band = "LL" | "HL" | "LH" | "HH";

/** Consecutive passes of one code-block whose bytes belong together. */
export interface Segment {
  passes: number;
  bytes: Uint8Array;
}

/** Code-block style (Table A.19). */
const BYPASS = 1;
const RESET = 2;
const CAUSAL = 8;
const SYMBOLS = 32;

const SIGN_CONTEXT = 9;
const RUN_CONTEXT = 17;
const UNIFORM_CONTEXT = 18;

/** What is known of a coefficient. */
const SIGNIFICANT = 1;
const VISITED = 2;
const REFINED = 4;

/** Decodes the bit planes of one code-block (Annex D). */
export class BlockDecoder {
  /** Magnitudes, and which of them are negative; one column and row of nothing around. */
  readonly magnitudes: Int32Array;
  readonly #flags: Uint8Array;
  readonly negative: Uint8Array;
  /** The lowest bit plane that is known of each. */
  readonly lowest: Uint8Array;
  readonly stride: number;
  readonly #states = new Uint8Array(19);
  readonly #values = new Uint8Array(19);
  #mq!: MqDecoder;
  #raw: RawBits | undefined;
  #plane = 0;

  constructor(readonly width: number, readonly height: number, readonly band: Band, readonly style: number) {
    this.stride = width + 2;
    const size = this.stride * (height + 2);
    this.magnitudes = new Int32Array(size);
    this.#flags = new Uint8Array(size);
    this.negative = new Uint8Array(size);
    this.lowest = new Uint8Array(size);
    this.#reset();
  }

  #reset(): void {
    this.#states.fill(0);
    this.#values.fill(0);
    this.#states[0] = 4;
    this.#states[RUN_CONTEXT] = 3;
    this.#states[UNIFORM_CONTEXT] = 46;
  }

  /** Decodes segments from bit plane `planes` - 1 down. */
  decode(segments: Segment[], planes: number): void {
    let pass = 0;
    this.#plane = planes - 1;
    for (const { passes, bytes } of segments) {
      const raw = (this.style & BYPASS) !== 0 && pass >= 10 && (pass - 10) % 3 < 2;
      this.#raw = raw ? new RawBits(bytes) : undefined;
      if (!raw) this.#mq = new MqDecoder(bytes, this.#states, this.#values);
      for (let n = 0; n < passes && this.#plane >= 0; n++, pass++) {
        this.#pass(pass);
        if (this.style & RESET) this.#reset();
      }
    }
  }

  /** The first pass is a cleanup; then significance, refinement and cleanup for each plane. */
  #pass(pass: number): void {
    const kind = pass === 0 ? 2 : (pass - 1) % 3;
    if (kind === 0) this.#significance();
    else if (kind === 1) this.#refinement();
    else {
      this.#cleanup();
      this.#plane--;
    }
  }

  #bit(context: number): number {
    return this.#raw ? this.#raw.bit() : this.#mq.bit(context);
  }

  /** Whether a coefficient is significant: 0 or 1; below a stripe nothing, where that is the style. */
  #at(place: number): number {
    return this.#flags[place]! & SIGNIFICANT;
  }

  /** Neighbours of a coefficient by direction: beside, above and below, diagonal. */
  #neighbours(place: number, bottom: boolean): [number, number, number] {
    const { stride } = this;
    const low = bottom ? 0 : 1;
    const beside = this.#at(place - 1) + this.#at(place + 1);
    const upright = this.#at(place - stride) + low * this.#at(place + stride);
    const diagonal = this.#at(place - stride - 1) + this.#at(place - stride + 1) + low * (this.#at(place + stride - 1) + this.#at(place + stride + 1));
    return [beside, upright, diagonal];
  }

  #zeroContext(place: number, bottom: boolean): number {
    const [beside, upright, diagonal] = this.#neighbours(place, bottom);
    if (this.band === "HH") return diagonalContext(beside + upright, diagonal);
    return this.band === "HL" ? straightContext(upright, beside, diagonal) : straightContext(beside, upright, diagonal);
  }

  /** Sign of a neighbour: 1, -1, or 0 where it is not significant. */
  #signOf(place: number): number {
    return this.#at(place) ? 1 - 2 * this.negative[place]! : 0;
  }

  #sign(place: number, bottom: boolean): void {
    if (this.#raw) {
      this.negative[place] = this.#raw.bit();
      return;
    }
    const clamp = (sum: number) => (sum > 0 ? 1 : sum < 0 ? -1 : 0);
    const h = clamp(this.#signOf(place - 1) + this.#signOf(place + 1));
    const v = clamp(this.#signOf(place - this.stride) + (bottom ? 0 : this.#signOf(place + this.stride)));
    // Table D.3: contexts 9 to 13; the opposite case has the same with the bit turned.
    const turned = h < 0 || (h === 0 && v < 0) ? 1 : 0;
    const [a, b] = turned ? [-h, -v] : [h, v];
    const context = SIGN_CONTEXT + (a === 1 ? 3 + b : b);
    this.negative[place] = this.#mq.bit(context) ^ turned;
  }

  #becomeSignificant(place: number, bottom: boolean): void {
    this.#sign(place, bottom);
    this.magnitudes[place] = 1 << this.#plane;
    this.lowest[place] = this.#plane;
    this.#flags[place]! |= SIGNIFICANT;
  }

  /** Calls `visit` for each coefficient: stripes of four rows, column by column. */
  #scan(visit: (place: number, bottom: boolean) => void): void {
    const causal = (this.style & CAUSAL) !== 0;
    for (let top = 0; top < this.height; top += 4) {
      const end = Math.min(top + 4, this.height);
      for (let column = 0; column < this.width; column++) {
        for (let row = top; row < end; row++) visit((row + 1) * this.stride + column + 1, causal && row === top + 3);
      }
    }
  }

  #significance(): void {
    this.#scan((place, bottom) => {
      if (this.#at(place)) return;
      const context = this.#zeroContext(place, bottom);
      if (context === 0) return;
      this.#flags[place]! |= VISITED;
      if (this.#bit(context)) this.#becomeSignificant(place, bottom);
    });
  }

  #refinement(): void {
    this.#scan((place, bottom) => {
      const flags = this.#flags[place]!;
      if (!(flags & SIGNIFICANT) || flags & VISITED) return;
      const [beside, upright, diagonal] = this.#neighbours(place, bottom);
      const context = flags & REFINED ? 16 : beside + upright + diagonal > 0 ? 15 : 14;
      if (this.#bit(context)) this.magnitudes[place]! |= 1 << this.#plane;
      this.#flags[place]! |= REFINED;
      this.lowest[place] = this.#plane;
    });
  }

  #cleanup(): void {
    const causal = (this.style & CAUSAL) !== 0;
    for (let top = 0; top < this.height; top += 4) {
      const end = Math.min(top + 4, this.height);
      for (let column = 0; column < this.width; column++) this.#column(top, end, column, causal);
    }
    for (let place = 0; place < this.#flags.length; place++) this.#flags[place]! &= ~VISITED;
    if (this.style & SYMBOLS) for (let n = 0; n < 4; n++) this.#mq.bit(UNIFORM_CONTEXT);
  }

  /** One column of a stripe: as a run where nothing is around it (D.3.4). */
  #column(top: number, end: number, column: number, causal: boolean): void {
    const placeOf = (row: number) => (row + 1) * this.stride + column + 1;
    let row = top;
    if (end - top === 4 && this.#isQuiet(top, placeOf, causal)) {
      if (!this.#mq.bit(RUN_CONTEXT)) return;
      row = top + ((this.#mq.bit(UNIFORM_CONTEXT) << 1) | this.#mq.bit(UNIFORM_CONTEXT));
      this.#becomeSignificant(placeOf(row), causal && row === top + 3);
      row++;
    }
    for (; row < end; row++) {
      const place = placeOf(row);
      const bottom = causal && row === top + 3;
      if (this.#flags[place]! & (SIGNIFICANT | VISITED)) continue;
      if (this.#mq.bit(this.#zeroContext(place, bottom))) this.#becomeSignificant(place, bottom);
    }
  }

  #isQuiet(top: number, placeOf: (row: number) => number, causal: boolean): boolean {
    for (let row = top; row < top + 4; row++) {
      const place = placeOf(row);
      if (this.#flags[place]! & (SIGNIFICANT | VISITED) || this.#zeroContext(place, causal && row === top + 3) !== 0) return false;
    }
    return true;
  }
}

/** LL and LH; HL with the first two the other way round. */
function straightContext(beside: number, upright: number, diagonal: number): number {
  if (beside === 2) return 8;
  if (beside === 1) return upright > 0 ? 7 : diagonal > 0 ? 6 : 5;
  if (upright > 0) return upright === 2 ? 4 : 3;
  return Math.min(diagonal, 2);
}

function diagonalContext(straight: number, diagonal: number): number {
  if (diagonal >= 3) return 8;
  if (diagonal === 2) return straight > 0 ? 7 : 6;
  if (diagonal === 1) return straight >= 2 ? 5 : 3 + straight;
  return Math.min(straight, 2);
}
