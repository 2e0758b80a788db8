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
  /** Behind the window: P-values (0 to 255) from the lowest gray to the highest. */
  curve?: readonly number[] | undefined;
  /** Instead of grays: red, green, blue from the lowest to the highest. */
  palette?: readonly number[] | undefined;
  /** Stored values that are colours of their own. */
  supplement?: { first: number; colors: readonly number[] } | undefined;
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
    table[place] = padded ? BLACK : (own(stored, input) ?? pixel(input.gray(stored), input));
  }
  return { table, from, scale, exact, padding: input.padding ?? NONE };
}

const NONE = [1, 0] as const;
const BLACK = 0xff000000;

function pixel(gray: number, { inverted, display, curve, palette }: MapInput): number {
  const seen = inverted ? 1 - gray : gray;
  if (palette) return color(palette, Math.round(seen * (palette.length / 3 - 1)));
  const level = curve ? curve[Math.round(seen * (curve.length - 1))]! : Math.round(255 * seen);
  const shown = display?.[level] ?? level;
  return (BLACK | (shown * 0x010101)) >>> 0;
}

/** The colour of a stored value that is no gray; the last one for all above. */
function own(stored: number, { supplement }: MapInput): number | undefined {
  if (!supplement || stored < supplement.first) return undefined;
  const { first, colors } = supplement;
  return color(colors, Math.min(colors.length / 3 - 1, Math.round(stored) - first));
}

function color(colors: readonly number[], place: number): number {
  const [red = 0, green = 0, blue = 0] = colors.slice(3 * place, 3 * place + 3);
  return (BLACK | (blue << 16) | (green << 8) | red) >>> 0;
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
