/** States of the arithmetic decoder (ISO 15444-1 Table C.2): Qe, next after MPS, after LPS, switch. */
const STATES: readonly (readonly [number, number, number, 0 | 1])[] = [
  [0x5601, 1, 1, 1], [0x3401, 2, 6, 0], [0x1801, 3, 9, 0], [0x0ac1, 4, 12, 0], [0x0521, 5, 29, 0], [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1], [0x5401, 8, 14, 0], [0x4801, 9, 14, 0], [0x3801, 10, 14, 0], [0x3001, 11, 17, 0], [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0], [0x1601, 29, 21, 0], [0x5601, 15, 14, 1], [0x5401, 16, 14, 0], [0x5101, 17, 15, 0], [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0], [0x3401, 20, 18, 0], [0x3001, 21, 19, 0], [0x2801, 22, 19, 0], [0x2401, 23, 20, 0], [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0], [0x1801, 26, 23, 0], [0x1601, 27, 24, 0], [0x1401, 28, 25, 0], [0x1201, 29, 26, 0], [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0], [0x09c1, 32, 29, 0], [0x08a1, 33, 30, 0], [0x0521, 34, 31, 0], [0x0441, 35, 32, 0], [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0], [0x0141, 38, 35, 0], [0x0111, 39, 36, 0], [0x0085, 40, 37, 0], [0x0049, 41, 38, 0], [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0], [0x0009, 44, 41, 0], [0x0005, 45, 42, 0], [0x0001, 45, 43, 0], [0x5601, 46, 46, 0],
];
const QE = Int32Array.from(STATES, ([qe]) => qe);
const MPS = Uint8Array.from(STATES, ([, mps]) => mps);
const LPS = Uint8Array.from(STATES, ([, , lps]) => lps);
const SWITCH = Uint8Array.from(STATES, ([, , , flip]) => flip);

/** The MQ decoder (C.3) over one segment of a code-block; contexts are the code-block's. */
export class MqDecoder {
  #c = 0;
  #a = 0x8000;
  #ct = 0;
  #at = 0;

  constructor(readonly bytes: Uint8Array, readonly states: Uint8Array, readonly values: Uint8Array) {
    this.#c = (bytes[0] ?? 0xff) << 16;
    this.#byteIn();
    this.#c <<= 7;
    this.#ct -= 7;
  }

  #byteIn(): void {
    const { bytes } = this;
    const next = bytes[this.#at + 1] ?? 0xff;
    if ((bytes[this.#at] ?? 0xff) === 0xff) {
      if (next > 0x8f) {
        this.#c += 0xff00;
        this.#ct = 8;
      } else {
        this.#at++;
        this.#c += next << 9;
        this.#ct = 7;
      }
    } else {
      this.#at++;
      this.#c += next << 8;
      this.#ct = 8;
    }
  }

  bit(context: number): number {
    const { states, values } = this;
    const state = states[context]!;
    const qe = QE[state]!;
    let bit = values[context]!;
    this.#a -= qe;
    if (this.#c >>> 16 < qe) {
      // The exchange: the lower part is the likelier one when it is the larger.
      if (this.#a < qe) states[context] = MPS[state]!;
      else {
        bit ^= 1;
        if (SWITCH[state]) values[context]! ^= 1;
        states[context] = LPS[state]!;
      }
      this.#a = qe;
    } else {
      this.#c -= qe << 16;
      if (this.#a & 0x8000) return bit;
      if (this.#a < qe) {
        bit ^= 1;
        if (SWITCH[state]) values[context]! ^= 1;
        states[context] = LPS[state]!;
      } else states[context] = MPS[state]!;
    }
    do {
      if (this.#ct === 0) this.#byteIn();
      this.#a <<= 1;
      this.#c <<= 1;
      this.#ct--;
    } while (!(this.#a & 0x8000));
    return bit;
  }
}

/** Bits of passes that are not coded arithmetically; a zero is stuffed after FF. */
export class RawBits {
  #byte = 0;
  #left = 0;
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  bit(): number {
    if (this.#left === 0) {
      this.#left = this.#byte === 0xff ? 7 : 8;
      this.#byte = this.bytes[this.#at++] ?? 0xff;
    }
    this.#left--;
    return (this.#byte >> this.#left) & 1;
  }
}
