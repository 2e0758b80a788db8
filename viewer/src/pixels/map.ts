import type { GraySamples } from "./samples";

/** From stored value to what is put on the screen: opaque gray as little-endian RGBA. */
export interface GrayMap {
  table: Uint32Array;
  /** Place in the table = (stored - from) * scale, within the table. */
  from: number;
  scale: number;
  /** Every stored value has its own place: no bounds to look at. */
  exact: boolean;
  /** Stored values that are no image: where not exact they may lie outside the table. */
  padding: readonly [number, number];
}

export interface MapInput {
  /** Stored value to gray, 0 to 1. */
  gray: (stored: number) => number;
  /** Stored values between which gray changes; beyond is one gray each. */
  span?: readonly [number, number] | undefined;
  inverted: boolean;
  /** Stored values that are no image: shown black. */
  padding: [number, number] | undefined;
  /** P-value to driving level. */
  display: readonly number[] | undefined;
}

const PLACES = { 1: 256, 2: 65_536 } as const;
/** Places for 32-bit samples, over the window (else the range of the frame): more than a screen has grays. */
const COARSE = 65_536;

export function grayMap(samples: GraySamples, input: MapInput): GrayMap {
  const { from, scale, exact, places } = range(samples, input.span);
  const table = new Uint32Array(places);
  const [low, high] = input.padding ?? NONE;
  for (let place = 0; place < places; place++) {
    const stored = from + place / scale;
    const padded = stored >= low && stored <= high;
    table[place] = padded ? 0xff000000 : pixel(input.gray(stored), input);
  }
  return { table, from, scale, exact, padding: input.padding ?? NONE };
}

const NONE = [1, 0] as const;

function pixel(gray: number, { inverted, display }: MapInput): number {
  const level = Math.round(255 * (inverted ? 1 - gray : gray));
  const shown = display?.[level] ?? level;
  return (0xff000000 | (shown * 0x010101)) >>> 0;
}

function range({ data }: GraySamples, span: MapInput["span"]): { from: number; scale: number; exact: boolean; places: number } {
  const bytes = data.BYTES_PER_ELEMENT;
  if (bytes !== 4) {
    const places = PLACES[bytes as 1 | 2];
    const signed = data instanceof Int8Array || data instanceof Int16Array;
    return { from: signed ? -places / 2 : 0, scale: 1, exact: true, places };
  }
  const [least, most] = span ?? extremes(data);
  return { from: least, scale: (COARSE - 1) / (most - least || 1), exact: false, places: COARSE };
}

/** Least and largest sample, leaving out what is no number. */
export function extremes(data: GraySamples["data"]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most && Number.isFinite(most - least) ? [least, most] : [0, 1];
}
