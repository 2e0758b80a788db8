/** Bits of packet headers (ISO 15444-1 B.10.1): after a byte of FF one has seven bits. */
export class HeaderBits {
  #byte = 0;
  #left = 0;

  constructor(readonly bytes: Uint8Array, public at: number) {}

  bit(): number {
    if (this.#left === 0) {
      if (this.at >= this.bytes.length) throw new RangeError("packet header ends");
      this.#left = this.#byte === 0xff ? 7 : 8;
      this.#byte = this.bytes[this.at++]!;
    }
    this.#left--;
    return (this.#byte >> this.#left) & 1;
  }

  take(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n++) value = (value << 1) | this.bit();
    return value;
  }

  /** To the next whole byte; one follows a last FF. */
  align(): void {
    if (this.#byte === 0xff) this.at++;
    this.#left = 0;
    this.#byte = 0;
  }
}
