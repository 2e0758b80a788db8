import type { FrameTable, Lut, Modality, Stack } from "../data";
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
function fullOf({ bits }: Lut): number {
  return 2 ** bits - 1;
}

function tableOf(lut: Lut): (value: number) => number {
  const { first, data } = lut;
  const [full, last] = [fullOf(lut), data.length - 1];
  return (value) => clamp(data[Math.min(last, Math.max(0, Math.round(value) - first))]! / full);
}

/** Where a sigmoid is black or white for a screen, in widths from its centre. */
const SIGMOID_ENDS = 2;

/** Stored values between which gray changes, from the lower to the higher; none where a table makes values. */
export function spanOf(voi: Voi, modality: Modality): [number, number] | undefined {
  if ("lut" in modality || modality.slope === 0) return undefined;
  const { slope, intercept } = modality;
  const ends = "lut" in voi ? [voi.lut.first, voi.lut.first + voi.lut.data.length - 1] : endsOf(voi);
  const [one, other] = ends.map((value) => (value - intercept) / slope);
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

/** Stored value to value (PS3.3 C.11.1). */
export function valuesBy(modality: Modality): (stored: number) => number {
  if ("lut" in modality) {
    const { first, data } = modality.lut;
    return (stored) => data[Math.min(data.length - 1, Math.max(0, Math.round(stored) - first))]!;
  }
  const { slope, intercept } = modality;
  return (stored) => stored * slope + intercept;
}

/** The Modality LUT of frame `n`. */
export function ownModality(table: FrameTable, n: number): Modality {
  if (table.modalityLut) return { lut: table.modalityLut };
  return { slope: at(table.slope, n) ?? 1, intercept: at(table.intercept, n) ?? 0 };
}

/** Stored value to value of frame `n`. */
export function modalityOf(table: FrameTable, n: number): (stored: number) => number {
  return valuesBy(ownModality(table, n));
}

/** No VOI at all: from the lowest to the highest value that stored bits can become (PS3.4 N.2.1.3). */
export function identityVoi({ sample, bits }: Stack, modality: Modality): Voi | undefined {
  if (sample === "f32") return undefined;
  // JPEG Baseline, which says no kind of sample, is unsigned.
  const low = sample?.startsWith("i") ? -(2 ** (bits - 1)) : 0;
  const ends = "lut" in modality ? [0, fullOf(modality.lut)] : [low, low + 2 ** bits - 1].map(valuesBy(modality));
  const width = Math.abs(ends[1]! - ends[0]!);
  return { center: (ends[0]! + ends[1]!) / 2, width: width || 1, function: "LINEAR_EXACT" };
}

/** A window in values of one modality as it is in those of another; none where a table makes values. */
export function windowIn<T extends { center: number; width: number }>(window: T, from: Modality, to: Modality): T | undefined {
  if (JSON.stringify(from) === JSON.stringify(to)) return window;
  if ("lut" in from || "lut" in to || from.slope === 0) return undefined;
  const factor = to.slope / from.slope;
  return { ...window, center: (window.center - from.intercept) * factor + to.intercept, width: window.width * Math.abs(factor) };
}

/** The windows that came with frame `n`. */
export function windowsOf(table: FrameTable, n: number): [number, number, string][] {
  return (at(table.windows, n) ?? []).filter(([, width]) => width > 0);
}

export function voiFunctionOf({ voiFunction: name }: { voiFunction?: string | undefined }): VoiFunction {
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
