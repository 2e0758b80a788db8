import { Bits, extended, readTables, type Huffman } from "./jpeg-huffman";

/** A frame of JPEG Lossless (ISO 10918-1 H): values by component, before any color conversion. */
export interface LosslessFrame {
  rows: number;
  columns: number;
  components: number;
  /** Component after component of each pixel. */
  values: Uint16Array;
}

/** Larger frames are none that a disc holds. */
const MOST_VALUES = 1 << 28;

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
    else if (marker === 0xc4) readTables(bytes.subarray(body, at + 2 + length), header.tables);
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
  return size === 16 ? 32768 : extended(bits.take(size), size);
}
