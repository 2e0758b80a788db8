import { LsBits } from "./jpeg-ls-bits";
import { LsCoder, type LsParameters } from "./jpeg-ls-coder";
import type { LosslessFrame } from "./jpeg-lossless";

/** How components follow one another in a scan (ISO 14495-1 C.2.3). */
const BY_LINE = 1;
const BY_SAMPLE = 2;
/** Larger frames are none that a disc holds. */
const MOST_VALUES = 1 << 28;

/** What the markers before a scan say. */
interface Header {
  precision: number;
  rows: number;
  columns: number;
  components: number;
  /** Of an LSE marker: MAXVAL, T1, T2, T3, RESET; 0 where the default is meant. */
  preset: number[];
}

/** A frame of JPEG-LS, lossless or near-lossless. */
export function decodeJpegLs(bytes: Uint8Array): LosslessFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header: Header = { precision: 0, rows: 0, columns: 0, components: 0, preset: [0, 0, 0, 0, 0] };
  let values = new Uint16Array(0);
  let done = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw new RangeError("no marker");
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) break;
    const body = at + 4;
    const next = at + 2 + view.getUint16(at + 2);
    if (marker === 0xf7) values = readFrame(view, body, header);
    else if (marker === 0xf8) readPreset(view, body, header);
    at = next;
    if (marker !== 0xda) continue;
    const count = bytes[body]!;
    at = scan(bytes, body, next, header, values, done);
    done += count;
    if (done >= header.components) break;
  }
  if (done < header.components || done === 0) throw new RangeError("no scan");
  const { rows, columns, components } = header;
  return { rows, columns, components, values };
}

function readFrame(view: DataView, at: number, header: Header): Uint16Array<ArrayBuffer> {
  header.precision = view.getUint8(at);
  header.rows = view.getUint16(at + 1);
  header.columns = view.getUint16(at + 3);
  header.components = view.getUint8(at + 5);
  const count = header.rows * header.columns * header.components;
  if (count > MOST_VALUES || header.precision < 2 || header.precision > 16) throw new RangeError("frame");
  return new Uint16Array(count);
}

function readPreset(view: DataView, at: number, header: Header): void {
  if (view.getUint8(at) !== 1) throw new RangeError("mapping tables");
  header.preset = [1, 3, 5, 7, 9].map((offset) => view.getUint16(at + offset));
}

/** Base of each threshold, what it adds, and its least value (ISO 14495-1 C.2.4.1.1.1). */
const THRESHOLDS = [
  { base: 3, least: 2, near: 3 },
  { base: 7, least: 3, near: 5 },
  { base: 21, least: 4, near: 7 },
] as const;

function parametersOf({ precision, preset }: Header, near: number): LsParameters {
  const [most, , , , reset] = preset;
  const maximum = most || (1 << precision) - 1;
  const up = Math.floor((Math.min(maximum, 4095) + 128) / 256);
  const down = Math.floor(256 / (maximum + 1));
  let floor = near + 1;
  const thresholds = THRESHOLDS.map(({ base, least, near: times }, n) => {
    const own = maximum >= 128 ? up * (base - least) + least : Math.max(least, Math.floor(base / down));
    const wanted = own + times * near;
    floor = preset[n + 1] || (wanted > maximum || wanted < floor ? floor : wanted);
    return floor;
  }) as [number, number, number];
  return { maximum, near, thresholds, reset: reset || 64 };
}

/** Decodes one scan into its components; answers where its data end. */
function scan(bytes: Uint8Array, body: number, data: number, header: Header, values: Uint16Array, first: number): number {
  const count = bytes[body]!;
  const near = bytes[body + 1 + 2 * count]!;
  const interleave = bytes[body + 2 + 2 * count]!;
  const bits = new LsBits(bytes, data);
  const coder = new LsCoder(bits, parametersOf(header, near), header.columns);
  const { rows, columns, components } = header;
  const lines = Array.from({ length: count }, () => [new Int32Array(columns + 2), new Int32Array(columns + 2)] as [Int32Array, Int32Array]);
  const runs = new Array<number>(count).fill(0);
  for (let row = 0; row < rows; row++) {
    for (const pair of lines) begin(pair, columns);
    if (interleave === BY_SAMPLE && count > 1) coder.lineOfAll(lines);
    else {
      lines.forEach(([above, line], n) => {
        coder.run = interleave === BY_LINE ? runs[n]! : coder.run;
        coder.line(above, line);
        runs[n] = coder.run;
      });
    }
    lines.forEach((pair, n) => {
      for (let column = 0; column < columns; column++) values[(row * columns + column) * components + first + n] = pair[1][column + 1]!;
      pair.reverse();
    });
  }
  return bits.end();
}

/** Edges of a line: what lies left of it and right of the one above (A.2.1). */
function begin([above, line]: [Int32Array, Int32Array], columns: number): void {
  line[0] = above[1]!;
  above[columns + 1] = above[columns]!;
}
