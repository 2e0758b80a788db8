import type { FrameTable, Lut } from "../data";
import { at } from "../stacks";
import type { GraySamples } from "./samples";

/** How values become gray: a window, or a table. */
export type Voi = { center: number; width: number; function: VoiFunction } | { lut: Lut };
export type VoiFunction = "LINEAR" | "LINEAR_EXACT" | "SIGMOID";

/** Value to gray, 0 to 1 (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export function voiOf(voi: Voi): (value: number) => number {
  if ("lut" in voi) return tableOf(voi.lut);
  const { center, width } = voi;
  switch (voi.function) {
    case "SIGMOID":
      return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
    case "LINEAR_EXACT":
      return (value) => clamp((value - center) / width + 0.5);
    default:
      // A width of 1 is a threshold: both limits are center - 0.5.
      if (width <= 1) return (value) => (value <= center - 0.5 ? 0 : 1);
      return (value) => clamp((value - (center - 0.5)) / (width - 1) + 0.5);
  }
}

/** A table's output reaches over the bits that its descriptor tells (PS3.3 C.11.2.1.1). */
function tableOf({ first, bits, data }: Lut): (value: number) => number {
  const full = 2 ** bits - 1;
  const last = data.length - 1;
  return (value) => clamp(data[Math.min(last, Math.max(0, Math.round(value) - first))]! / full);
}

/** Where a sigmoid is black or white for a screen, in widths from its centre. */
const SIGMOID_ENDS = 2;

/** Stored values of frame `n` between which gray changes, from the lower to the higher; none where a table makes values. */
export function spanOf(voi: Voi, table: FrameTable, n: number): [number, number] | undefined {
  const slope = at(table.slope, n) ?? 1;
  if (table.modalityLut || slope === 0) return undefined;
  const ends = "lut" in voi ? [voi.lut.first, voi.lut.first + voi.lut.data.length - 1] : endsOf(voi);
  const [one, other] = ends.map((value) => (value - (at(table.intercept, n) ?? 0)) / slope);
  return [Math.min(one!, other!), Math.max(one!, other!)];
}

/** A window's, with half a value more that LINEAR's rule has at each. */
function endsOf(window: Exclude<Voi, { lut: Lut }>): number[] {
  const half = window.function === "SIGMOID" ? SIGMOID_ENDS * window.width : window.width / 2;
  const more = window.function === "LINEAR" ? 1 : 0;
  return [window.center - half - more, window.center + half + more];
}

function clamp(gray: number): number {
  return gray < 0 ? 0 : gray > 1 ? 1 : gray;
}

/** Stored value to value: the Modality LUT of frame `n` (PS3.3 C.11.1). */
export function modalityOf(table: FrameTable, n: number): (stored: number) => number {
  const lut = table.modalityLut;
  if (lut) {
    const last = lut.data.length - 1;
    return (stored) => lut.data[Math.min(last, Math.max(0, Math.round(stored) - lut.first))]!;
  }
  const slope = at(table.slope, n) ?? 1;
  const intercept = at(table.intercept, n) ?? 0;
  return (stored) => stored * slope + intercept;
}

/** The windows that came with frame `n`. */
export function windowsOf(table: FrameTable, n: number): [number, number, string][] {
  return (at(table.windows, n) ?? []).filter(([, width]) => width > 0);
}

export function voiFunctionOf(table: FrameTable): VoiFunction {
  const name = table.voiFunction;
  return name === "SIGMOID" || name === "LINEAR_EXACT" ? name : "LINEAR";
}

/** For Hounsfield units without a window: air beside a patient would widen an automatic one. */
export const SOFT_TISSUE = { center: 40, width: 400 };

/** Of the samples the share that an automatic window leaves out at each end. */
const OUTSIDE = 0.005;
/** Samples that are looked at for it. */
const LOOKED_AT = 32_768;

/** A window (LINEAR_EXACT) over what the frame holds, without its padding and its few extremes. */
export function autoWindow(samples: GraySamples, table: FrameTable, n: number): { center: number; width: number } {
  const { data } = samples;
  // An odd step meets all columns of an image of even width.
  const step = Math.max(1, Math.floor(data.length / LOOKED_AT)) | 1;
  const [low, high] = table.padding ?? [1, 0];
  const found = new Float64Array(Math.ceil(data.length / step));
  let count = 0;
  const value = modalityOf(table, n);
  for (let at = 0; at < data.length; at += step) {
    const stored = data[at]!;
    if ((stored < low || stored > high) && Number.isFinite(stored)) found[count++] = value(stored);
  }
  if (!count) return { center: 0.5, width: 1 };
  const values = found.subarray(0, count).sort();
  const from = values[Math.floor(OUTSIDE * (count - 1))]!;
  const to = values[Math.ceil((1 - OUTSIDE) * (count - 1))]!;
  return { center: (from + to) / 2, width: to - from || 1 };
}
