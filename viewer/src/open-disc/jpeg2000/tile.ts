import type { Band, Segment } from "./block";
import type { Codestream, Coding, Quantisation, Style } from "./codestream";
import { TagTree } from "./tag-tree";

/** A rectangle, right and bottom exclusive. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Block extends Box {
  column: number;
  row: number;
  included: boolean;
  /** Bit planes that are all zero. */
  missing: number;
  lengthBits: number;
  passes: number;
  segments: { passes: number; pieces: Uint8Array[] }[];
}

/** The code-blocks of one subband within one precinct. */
export interface Group {
  blocks: Block[];
  inclusion: TagTree;
  missing: TagTree;
}

export interface Subband extends Box {
  band: Band;
  /** Bit planes at most, and the step of quantisation. */
  planes: number;
  step: number;
  /** By precinct. */
  groups: Group[];
}

export interface Resolution extends Box {
  /** Size of a precinct as an exponent, and how many there are. */
  precinct: [number, number];
  across: number;
  down: number;
  bands: Subband[];
}

export interface TileComponent extends Box {
  coding: Coding;
  resolutions: Resolution[];
}

const up = (value: number, by: number): number => Math.ceil(value / by);

/** Where a tile lies (ISO 15444-1 B.3). */
function tileBox(image: Codestream, number: number): Box {
  const across = up(image.x1 - image.tileX0, image.tileWidth);
  const [p, q] = [number % across, Math.floor(number / across)];
  return {
    x0: Math.max(image.tileX0 + p * image.tileWidth, image.x0),
    y0: Math.max(image.tileY0 + q * image.tileHeight, image.y0),
    x1: Math.min(image.tileX0 + (p + 1) * image.tileWidth, image.x1),
    y1: Math.min(image.tileY0 + (q + 1) * image.tileHeight, image.y1),
  };
}

function divided({ x0, y0, x1, y1 }: Box, dx: number, dy: number): Box {
  return { x0: up(x0, dx), y0: up(y0, dy), x1: up(x1, dx), y1: up(y1, dy) };
}

export function tileComponents(image: Codestream, number: number, { codings, quantisations }: Style): TileComponent[] {
  const box = tileBox(image, number);
  return image.components.map(({ precision, dx, dy }, n) => {
    const coding = codings[n];
    const quantisation = quantisations[n];
    if (!coding || !quantisation) throw new RangeError("no coding style");
    const own = divided(box, dx, dy);
    const resolutions = Array.from({ length: coding.levels + 1 }, (_, r) => resolution(own, r, coding, quantisation, precision));
    return { ...own, coding, resolutions };
  });
}

function resolution(own: Box, r: number, coding: Coding, quantisation: Quantisation, precision: number): Resolution {
  const box = divided(own, 2 ** (coding.levels - r), 2 ** (coding.levels - r));
  const precinct = coding.precincts[r]!;
  const [width, height] = [2 ** precinct[0], 2 ** precinct[1]];
  const across = box.x1 > box.x0 ? up(box.x1, width) - Math.floor(box.x0 / width) : 0;
  const down = box.y1 > box.y0 ? up(box.y1, height) - Math.floor(box.y0 / height) : 0;
  const made: Resolution = { ...box, precinct, across, down, bands: [] };
  const names: Band[] = r === 0 ? ["LL"] : ["HL", "LH", "HH"];
  made.bands = names.map((band) => subband(own, made, r, band, coding, quantisation, precision));
  return made;
}

/** Gains of subbands, as exponents (Table E.1). */
const GAIN: Record<Band, number> = { LL: 0, HL: 1, LH: 1, HH: 2 };

function subband(own: Box, resolution: Resolution, r: number, band: Band, coding: Coding, { guard, derived, steps }: Quantisation, precision: number): Subband {
  const level = r === 0 ? coding.levels : coding.levels - r + 1;
  const [right, low] = [band === "HL" || band === "HH" ? 1 : 0, band === "LH" || band === "HH" ? 1 : 0];
  const half = 2 ** (level - 1);
  const side = (value: number, high: number) => Math.ceil((value - half * high) / 2 ** level);
  const box = { x0: side(own.x0, right), x1: side(own.x1, right), y0: side(own.y0, low), y1: side(own.y1, low) };
  const number = r === 0 ? 0 : 3 * (r - 1) + { LL: 0, HL: 1, LH: 2, HH: 3 }[band];
  const [exponent, mantissa] = derived ? [steps[0]![0] - (r === 0 ? 0 : r - 1), steps[0]![1]] : (steps[number] ?? [0, 0]);
  const step = coding.reversible ? 1 : 2 ** (precision + GAIN[band] - exponent) * (1 + mantissa / 2048);
  return { ...box, band, planes: guard + exponent - 1, step, groups: groupsOf(box, resolution, r, coding) };
}

/** Precincts of a subband: half as large as those of its resolution, but for the lowest. */
function groupsOf(band: Box, { x0, y0, precinct, across, down }: Resolution, r: number, coding: Coding): Group[] {
  const shift = r === 0 ? 0 : 1;
  const [px, py] = [precinct[0] - shift, precinct[1] - shift];
  const [first, top] = [Math.floor(x0 / 2 ** precinct[0]), Math.floor(y0 / 2 ** precinct[1])];
  const [w, h] = [Math.min(coding.blockWidth, px), Math.min(coding.blockHeight, py)];
  return Array.from({ length: across * down }, (_, n) => {
    const [left, upper] = [(first + (n % across)) * 2 ** px, (top + Math.floor(n / across)) * 2 ** py];
    return groupOf(
      {
        x0: Math.max(band.x0, left),
        y0: Math.max(band.y0, upper),
        x1: Math.min(band.x1, left + 2 ** px),
        y1: Math.min(band.y1, upper + 2 ** py),
      },
      2 ** w,
      2 ** h,
    );
  });
}

function groupOf(box: Box, width: number, height: number): Group {
  if (box.x1 <= box.x0 || box.y1 <= box.y0) return { blocks: [], inclusion: new TagTree(1, 1), missing: new TagTree(1, 1) };
  const [left, top] = [Math.floor(box.x0 / width), Math.floor(box.y0 / height)];
  const [across, down] = [up(box.x1, width) - left, up(box.y1, height) - top];
  const blocks = Array.from({ length: across * down }, (_, n): Block => {
    const [column, row] = [n % across, Math.floor(n / across)];
    return {
      x0: Math.max(box.x0, (left + column) * width),
      y0: Math.max(box.y0, (top + row) * height),
      x1: Math.min(box.x1, (left + column + 1) * width),
      y1: Math.min(box.y1, (top + row + 1) * height),
      column,
      row,
      included: false,
      missing: 0,
      lengthBits: 3,
      passes: 0,
      segments: [],
    };
  });
  return { blocks, inclusion: new TagTree(across, down), missing: new TagTree(across, down) };
}

/** A code-block's segments with their bytes together. */
export function segmentsOf({ segments }: Block): Segment[] {
  return segments.map(({ passes, pieces }) => {
    const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { passes, bytes };
  });
}
