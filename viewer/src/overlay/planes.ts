import { inflated } from "../bytes";
import type { Overlay, OverlayPart } from "../data";

/** A one-bit overlay ready to draw: its mask as an alpha channel, and where its first pixel lies. */
export interface Mask {
  group: number;
  rows: number;
  columns: number;
  /** Column and row of its first pixel, from 0. */
  left: number;
  top: number;
  alpha: Uint8Array;
  description: string;
}

/** Overlays of a frame (60xx, PS3.3 C.9.2): those of all frames and its own. */
export function overlaysOf(part: OverlayPart, frame: number): Overlay[] {
  return [...(part.frames["*"] ?? []), ...(part.frames[String(frame)] ?? [])];
}

export async function maskOf(overlay: Overlay): Promise<Mask> {
  const bits = await inflated(overlay.bits, Math.ceil((overlay.rows * overlay.columns) / 8));
  const alpha = new Uint8Array(overlay.rows * overlay.columns);
  for (let place = 0; place < alpha.length; place++) {
    alpha[place] = ((bits[place >> 3] ?? 0) >> (place & 7)) & 1 ? 255 : 0;
  }
  return {
    group: overlay.group,
    rows: overlay.rows,
    columns: overlay.columns,
    left: overlay.origin[1] - 1,
    top: overlay.origin[0] - 1,
    alpha,
    description: overlay.description,
  };
}
