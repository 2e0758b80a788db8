/** A frame of JPEG Lossless (ISO 10918-1 H): values by component, before any color conversion. */
export interface LosslessFrame {
  rows: number;
  columns: number;
  components: number;
  /** Component after component of each pixel. */
  values: Uint16Array;
}

/** A Huffman table: for each of 16 bits that come next, how many belong to the code and its value. */
interface Huffman {
  lengths: Uint8Array;
  values: Uint8Array;
}

const LOOK = 16;
/** Larger frames are none that a disc holds. */
const MOST_VALUES = 1 << 28;

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
class Bits {
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

/** What the markers before the data say. */
interface Header {
  precision: number;
  rows: number;
  columns: number;
  components: number;
  tables: Map<number, Huffman>;
  restart: number;
}

export function decodeLossless(bytes: Uint8Array): LosslessFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header: Header = { precision: 0, rows: 0, columns: 0, components: 0, tables: new Map(), restart: 0 };
  for (let at = 2; at + 4 < bytes.length; ) {
    if (bytes[at] !== 0xff) throw new RangeError("no marker");
    const marker = bytes[at + 1]!;
    const length = view.getUint16(at + 2);
    const body = at + 4;
    if (marker === 0xc3) readFrame(view, body, header);
    else if (marker === 0xc4) readTables(bytes.subarray(body, at + 2 + length), header);
    else if (marker === 0xdd) header.restart = view.getUint16(body);
    else if (marker === 0xda) return scan(bytes, body, at + 2 + length, header);
    at += 2 + length;
  }
  throw new RangeError("no scan");
}

function readFrame(view: DataView, at: number, header: Header): void {
  header.precision = view.getUint8(at);
  header.rows = view.getUint16(at + 1);
  header.columns = view.getUint16(at + 3);
  header.components = view.getUint8(at + 5);
}

function readTables(bytes: Uint8Array, { tables }: Header): void {
  for (let at = 0; at + 17 <= bytes.length; ) {
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    tables.set(bytes[at]! & 15, huffman(counts, bytes.subarray(at + 17, at + 17 + total)));
    at += 17 + total;
  }
}

function scan(bytes: Uint8Array, body: number, data: number, header: Header): LosslessFrame {
  const { rows, columns, components, precision, restart } = header;
  if (rows * columns * components > MOST_VALUES || bytes[body] !== components) throw new RangeError("frame");
  const tables = Array.from({ length: components }, (_, n) => header.tables.get(bytes[body + 2 + 2 * n]! >> 4)!);
  const predictor = bytes[body + 1 + 2 * components]!;
  const shift = bytes[body + 3 + 2 * components]! & 15;
  const values = new Uint16Array(rows * columns * components);
  const bits = new Bits(bytes, data);
  const first = 1 << (precision - shift - 1);
  const line = columns * components;
  let fresh = true;
  for (let pixel = 0, at = 0; pixel < rows * columns; pixel++) {
    if (restart && pixel && pixel % restart === 0) {
      bits.restart();
      fresh = true;
    }
    const column = pixel % columns;
    for (let n = 0; n < components; n++, at++) {
      const left = column > 0 ? values[at - components]! : -1;
      const above = at >= line ? values[at - line]! : -1;
      const corner = column > 0 && at >= line ? values[at - line - components]! : -1;
      const expected = fresh ? first : predict(predictor, left, above, corner);
      values[at] = expected + difference(bits, tables[n]!);
    }
    fresh = false;
  }
  if (shift) for (let at = 0; at < values.length; at++) values[at]! <<= shift;
  return { rows, columns, components, values };
}

/** On the first line the left neighbour, in the first column the upper one (H.1.2.1). */
function predict(predictor: number, left: number, above: number, corner: number): number {
  if (above < 0) return left;
  if (left < 0) return above;
  switch (predictor) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    default:
      return (left + above) >> 1;
  }
}

function difference(bits: Bits, table: Huffman): number {
  const size = bits.symbol(table);
  if (size === 16) return 32768;
  const value = bits.take(size);
  return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}
