/** A Huffman table: for each of 16 bits that come next, how many belong to the code and its value. */
export interface Huffman {
  lengths: Uint8Array;
  values: Uint8Array;
}

const LOOK = 16;
function huffman(counts: Uint8Array, symbols: Uint8Array): Huffman {
  const lengths = new Uint8Array(1 << LOOK);
  const values = new Uint8Array(1 << LOOK);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= LOOK; length++) {
    for (let n = 0; n < counts[length - 1]!; n++, code++, place++) {
      const from = code << (LOOK - length);
      const to = from + (1 << (LOOK - length));
      lengths.fill(length, from, to);
      values.fill(symbols[place]!, from, to);
    }
    code <<= 1;
  }
  return { lengths, values };
}

/** Bits of the entropy-coded data; a stuffed zero after FF is left out, a marker ends it. */
export class Bits {
  #held = 0;
  #count = 0;

  constructor(readonly bytes: Uint8Array, public at: number) {}

  #fill(): void {
    while (this.#count <= 16) {
      let byte = this.bytes[this.at] ?? 0;
      if (byte === 0xff) {
        if (this.bytes[this.at + 1] === 0) this.at += 2;
        else byte = 0;
      } else this.at++;
      this.#held = ((this.#held << 8) | byte) & 0xffffff_ff;
      this.#count += 8;
    }
  }

  /** The next symbol of a Huffman code. */
  symbol({ lengths, values }: Huffman): number {
    this.#fill();
    const look = (this.#held >>> (this.#count - LOOK)) & 0xffff;
    const length = lengths[look]!;
    if (length === 0) throw new RangeError("no such Huffman code");
    this.#count -= length;
    return values[look]!;
  }

  take(count: number): number {
    if (count === 0) return 0;
    this.#fill();
    this.#count -= count;
    return (this.#held >>> this.#count) & ((1 << count) - 1);
  }

  /** To the data after a restart marker. */
  restart(): void {
    this.#count = 0;
    this.#held = 0;
    while (this.at < this.bytes.length && !(this.bytes[this.at] === 0xff && (this.bytes[this.at + 1]! & 0xf8) === 0xd0)) this.at++;
    this.at += 2;
  }
}

/** Tables of a DHT marker, by class and number. */
export function readTables(bytes: Uint8Array, tables: Map<number, Huffman>): void {
  for (let at = 0; at + 17 <= bytes.length; ) {
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables.set(bytes[at]!, huffman(counts, bytes.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

/** The value of `size` bits: those that begin with a zero are negative (ISO 10918-1 F.2.2.1). */
export function extended(value: number, size: number): number {
  return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}
