/** Bits of a JPEG-LS scan: the bit after a byte of FF is stuffed, a set one begins a marker. */
export class LsBits {
  #byte = 0;
  #left = 0;

  constructor(readonly bytes: Uint8Array, public at: number) {}

  #next(): void {
    const afterFf = this.#byte === 0xff;
    const byte = this.bytes[this.at] ?? 0;
    if (afterFf && byte >= 0x80) {
      // A marker: the data have ended, zeros go on for ever.
      this.#byte = 0;
      this.#left = 8;
      return;
    }
    this.at++;
    this.#byte = byte;
    this.#left = afterFf ? 7 : 8;
  }

  bit(): number {
    if (this.#left === 0) this.#next();
    this.#left--;
    return (this.#byte >> this.#left) & 1;
  }

  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; ) {
      if (this.#left === 0) this.#next();
      const now = Math.min(left, this.#left);
      this.#left -= now;
      left -= now;
      value = (value << now) | ((this.#byte >> this.#left) & ((1 << now) - 1));
    }
    return value;
  }

  /** Zeros before the next one, at most `most`. */
  zeros(most: number): number {
    let count = 0;
    while (this.bit() === 0) if (++count > most) throw new RangeError("code too long");
    return count;
  }

  /** Where the marker after the data begins. */
  end(): number {
    let at = this.at;
    while (at + 1 < this.bytes.length && !(this.bytes[at] === 0xff && this.bytes[at + 1]! >= 0x80)) at++;
    // The byte before may be the FF of the marker itself, already taken.
    return this.#byte === 0xff && this.bytes[this.at]! >= 0x80 ? this.at - 1 : at;
  }
}
