/** A component of the image (ISO 15444-1 A.5.1). */
export interface Component {
  precision: number;
  signed: boolean;
  dx: number;
  dy: number;
}

/** Coding style (A.6.1), the same for all components or one's own. */
export interface Coding {
  levels: number;
  /** Exponents of a code-block's width and height. */
  blockWidth: number;
  blockHeight: number;
  style: number;
  reversible: boolean;
  /** Exponents of precincts' widths and heights, by resolution. */
  precincts: [number, number][];
}

/** Of a tile: how packets follow one another. */
export interface Order {
  progression: number;
  layers: number;
  transform: boolean;
  /** Markers before packets and after their headers. */
  sop: boolean;
  eph: boolean;
}

/** Quantisation (A.6.4): exponent and mantissa of each subband. */
export interface Quantisation {
  guard: number;
  derived: boolean;
  steps: [exponent: number, mantissa: number][];
}

/** What is known of a tile, or of all tiles. */
export interface Style {
  order: Order;
  codings: Coding[];
  quantisations: Quantisation[];
}

export interface Tile {
  style: Style;
  /** The tile's packets, part after part. */
  parts: Uint8Array[];
}

export interface Codestream {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  tileWidth: number;
  tileHeight: number;
  tileX0: number;
  tileY0: number;
  components: Component[];
  tiles: Map<number, Tile>;
}

const MOST_COMPONENTS = 4;
const MOST_SAMPLES = 1 << 28;
const SOC = 0xff4f;

class Cursor {
  readonly view: DataView;

  constructor(readonly bytes: Uint8Array, public at: number) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.view.getUint8(this.at++);
  }

  short(): number {
    this.at += 2;
    return this.view.getUint16(this.at - 2);
  }

  long(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4);
  }
}

/** Reads all markers; the bytes may be wrapped in a JP2 file. */
export function readCodestream(bytes: Uint8Array): Codestream {
  const cursor = new Cursor(bytes, startOf(bytes) + 2);
  const main: Style = { order: { progression: 0, layers: 1, transform: false, sop: false, eph: false }, codings: [], quantisations: [] };
  let image: Codestream | undefined;
  let tile: Tile | undefined;
  let end = 0;
  while (cursor.at + 2 <= bytes.length) {
    const marker = cursor.short();
    if (marker === 0xffd9) break;
    if (marker === 0xff93) {
      const to = Math.min(end || bytes.length, bytes.length);
      tile?.parts.push(bytes.subarray(cursor.at, to));
      cursor.at = to;
      continue;
    }
    const start = cursor.at;
    const length = cursor.short();
    if (marker === 0xff51) image = readSize(cursor);
    else if (marker === 0xff90) {
      [tile, end] = readTilePart(cursor, image, main, start - 2);
    } else if (image) readStyle(marker, cursor, start + length, tile?.style ?? main, image.components.length);
    cursor.at = start + length;
  }
  if (!image) throw new RangeError("no image size");
  return image;
}

function startOf(bytes: Uint8Array): number {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] === SOC >> 8 && bytes[at + 1] === (SOC & 255) && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51) return at;
  }
  throw new RangeError("no codestream");
}

function readSize(cursor: Cursor): Codestream {
  cursor.short();
  const [x1, y1, x0, y0, tileWidth, tileHeight, tileX0, tileY0] = Array.from({ length: 8 }, () => cursor.long()) as [number, number, number, number, number, number, number, number];
  const count = cursor.short();
  if (count > MOST_COMPONENTS || (x1 - x0) * (y1 - y0) * count > MOST_SAMPLES || tileWidth === 0 || tileHeight === 0) throw new RangeError("size");
  const components = Array.from({ length: count }, () => {
    const [depth, dx, dy] = [cursor.byte(), cursor.byte(), cursor.byte()];
    return { precision: (depth & 127) + 1, signed: depth > 127, dx, dy };
  });
  return { x0, y0, x1, y1, tileWidth, tileHeight, tileX0, tileY0, components, tiles: new Map() };
}

function readTilePart(cursor: Cursor, image: Codestream | undefined, main: Style, start: number): [Tile, number] {
  if (!image) throw new RangeError("tile before size");
  const number = cursor.short();
  const length = cursor.long();
  const { order, codings, quantisations } = main;
  const tile = image.tiles.get(number) ?? { style: { order: { ...order }, codings: [...codings], quantisations: [...quantisations] }, parts: [] };
  image.tiles.set(number, tile);
  return [tile, length ? start + length : 0];
}

/** COD, COC, QCD and QCC; what is read for one component stays when all are told later. */
function readStyle(marker: number, cursor: Cursor, end: number, style: Style, components: number): void {
  if (marker === 0xff52) readCod(cursor, style, components);
  else if (marker === 0xff53) {
    const component = cursor.byte();
    const custom = (cursor.byte() & 1) === 1;
    style.codings[component] = readCoding(cursor, custom);
  } else if (marker === 0xff5c) {
    const quantisation = readQuantisation(cursor, end);
    for (let n = 0; n < components; n++) style.quantisations[n] = quantisation;
  } else if (marker === 0xff5d) {
    const component = cursor.byte();
    style.quantisations[component] = readQuantisation(cursor, end);
  } else if (UNREAD.has(marker)) throw new RangeError(`marker ${marker.toString(16)}`);
}

/** RGN, POC, PPM, PPT and the capabilities of HTJ2K: what is not read here. */
const UNREAD = new Set([0xff5e, 0xff5f, 0xff60, 0xff61, 0xff50]);

function readCod(cursor: Cursor, style: Style, components: number): void {
  const flags = cursor.byte();
  const [progression, layers, transform] = [cursor.byte(), cursor.short(), cursor.byte() === 1];
  style.order = { progression, layers, transform, sop: (flags & 2) !== 0, eph: (flags & 4) !== 0 };
  const coding = readCoding(cursor, (flags & 1) === 1);
  for (let n = 0; n < components; n++) style.codings[n] = coding;
}

function readCoding(cursor: Cursor, custom: boolean): Coding {
  const [levels, width, height, style, transform] = [cursor.byte(), cursor.byte(), cursor.byte(), cursor.byte(), cursor.byte()];
  if (levels > 32 || style & 64) throw new RangeError("coding style");
  const precincts = Array.from({ length: levels + 1 }, (): [number, number] => {
    const size = custom ? cursor.byte() : 255;
    return [size & 15, size >> 4];
  });
  return { levels, blockWidth: (width & 15) + 2, blockHeight: (height & 15) + 2, style, reversible: transform === 1, precincts };
}

function readQuantisation(cursor: Cursor, end: number): Quantisation {
  const style = cursor.byte();
  const kind = style & 31;
  const steps: [number, number][] = [];
  while (cursor.at < end) {
    if (kind === 0) steps.push([cursor.byte() >> 3, 0]);
    else {
      const step = cursor.short();
      steps.push([step >> 11, step & 2047]);
    }
  }
  return { guard: style >> 5, derived: kind === 1, steps };
}
