import { Bits, extended, readTables, type Huffman } from "./jpeg-huffman";
import type { LosslessFrame } from "./jpeg-lossless";

/** Where the coefficients of a block stand, in the order of their coming (ISO 10918-1 Figure A.6). */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/** Cosines of the inverse transform, scaled: [place][frequency]. */
const COSINES = Array.from({ length: 8 }, (_, x) =>
  Float64Array.from({ length: 8 }, (_, u) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

interface Header {
  precision: number;
  rows: number;
  columns: number;
  quantisation: Map<number, Uint16Array>;
  /** Number of the component's quantisation table. */
  table: number;
  tables: Map<number, Huffman>;
  restart: number;
}

/** A gray frame of sequential JPEG with 12 bits, which browsers do not read (Extended, process 4). */
export function decodeExtended(bytes: Uint8Array): LosslessFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header: Header = { precision: 0, rows: 0, columns: 0, quantisation: new Map(), table: 0, tables: new Map(), restart: 0 };
  for (let at = 2; at + 4 < bytes.length; ) {
    if (bytes[at] !== 0xff) throw new RangeError("no marker");
    const marker = bytes[at + 1]!;
    const next = at + 2 + view.getUint16(at + 2);
    const body = at + 4;
    if (marker === 0xc0 || marker === 0xc1) readFrame(view, body, header);
    else if (marker === 0xc4) readTables(bytes.subarray(body, next), header.tables);
    else if (marker === 0xdb) readQuantisation(view, body, next, header);
    else if (marker === 0xdd) header.restart = view.getUint16(body);
    else if (marker === 0xda) return scan(bytes, body, next, header);
    at = next;
  }
  throw new RangeError("no scan");
}

/** Bits of a sample that a JPEG stream says to have; 0 when it says nothing. */
export function precisionOf(bytes: Uint8Array): number {
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff; at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!) {
    if (bytes[at + 1]! >= 0xc0 && bytes[at + 1]! <= 0xc3) return bytes[at + 4]!;
  }
  return 0;
}

function readFrame(view: DataView, at: number, header: Header): void {
  header.precision = view.getUint8(at);
  header.rows = view.getUint16(at + 1);
  header.columns = view.getUint16(at + 3);
  if (view.getUint8(at + 5) !== 1) throw new RangeError("several components");
  header.table = view.getUint8(at + 8);
}

function readQuantisation(view: DataView, from: number, end: number, { quantisation }: Header): void {
  for (let at = from; at < end; ) {
    const kind = view.getUint8(at++);
    const wide = kind >> 4 === 1;
    const table = new Uint16Array(64);
    for (let n = 0; n < 64; n++, at += wide ? 2 : 1) table[ZIGZAG[n]!] = wide ? view.getUint16(at) : view.getUint8(at);
    quantisation.set(kind & 15, table);
  }
}

function scan(bytes: Uint8Array, body: number, data: number, header: Header): LosslessFrame {
  const { rows, columns, restart } = header;
  const ids = bytes[body + 2]!;
  const [dc, ac] = [header.tables.get(ids >> 4), header.tables.get(16 | (ids & 15))];
  const quantisation = header.quantisation.get(header.table);
  if (!dc || !ac || !quantisation) throw new RangeError("no tables");
  const bits = new Bits(bytes, data);
  const values = new Uint16Array(rows * columns);
  const across = Math.ceil(columns / 8);
  const block = new Float64Array(64);
  let before = 0;
  for (let number = 0; number < across * Math.ceil(rows / 8); number++) {
    if (restart && number && number % restart === 0) {
      bits.restart();
      before = 0;
    }
    before = readBlock(bits, dc, ac, quantisation, before, block);
    transformed(block);
    put(block, values, header, (number % across) * 8, Math.floor(number / across) * 8);
  }
  return { rows, columns, components: 1, values };
}

/** Coefficients of a block, dequantised; answers its DC value (F.2.2). */
function readBlock(bits: Bits, dc: Huffman, ac: Huffman, quantisation: Uint16Array, before: number, block: Float64Array): number {
  block.fill(0);
  const size = bits.symbol(dc);
  const level = before + extended(bits.take(size), size);
  block[0] = level * quantisation[0]!;
  for (let n = 1; n < 64; n++) {
    const symbol = bits.symbol(ac);
    const length = symbol & 15;
    if (length === 0 && symbol !== 0xf0) break;
    n += symbol >> 4;
    if (length === 0) continue;
    const place = ZIGZAG[n];
    if (place === undefined) throw new RangeError("block too long");
    block[place] = extended(bits.take(length), length) * quantisation[place]!;
  }
  return level;
}

const line = new Float64Array(8);

/** The inverse transform, rows and then columns. */
function transformed(block: Float64Array): void {
  for (let row = 0; row < 8; row++) along(block, row * 8, 1);
  for (let column = 0; column < 8; column++) along(block, column, 8);
}

function along(block: Float64Array, start: number, step: number): void {
  for (let x = 0; x < 8; x++) {
    const cosines = COSINES[x]!;
    let sum = 0;
    for (let u = 0; u < 8; u++) sum += cosines[u]! * block[start + u * step]!;
    line[x] = sum;
  }
  for (let x = 0; x < 8; x++) block[start + x * step] = line[x]!;
}

function put(block: Float64Array, values: Uint16Array, { rows, columns, precision }: Header, left: number, top: number): void {
  const [half, most] = [2 ** (precision - 1), 2 ** precision - 1];
  for (let row = 0; row < 8 && top + row < rows; row++) {
    for (let column = 0; column < 8 && left + column < columns; column++) {
      const value = Math.round(block[row * 8 + column]!) + half;
      values[(top + row) * columns + left + column] = value < 0 ? 0 : value > most ? most : value;
    }
  }
}
