import type { Segmentation } from "../data";
import { colorOf, type SegmentFrame } from "./frames";

/** Of 255: the inside of a segment, and its edge, which stays visible on any image. */
const INSIDE = 70;
const EDGE = 220;

/**
 * Paints one frame of a segmentation over what is in `out` (RGBA, `columns` wide): binary ones
 * filled and edged, fractional ones by their value, label maps by the segment in each pixel.
 * Segments in `hidden` are left out.
 */
export function paint(
  segmentation: Segmentation,
  { segment, background }: SegmentFrame,
  samples: ArrayLike<number>,
  columns: number,
  hidden: ReadonlySet<number>,
  out: Uint8ClampedArray,
): void {
  if (segment !== 0 && hidden.has(segment)) return;
  const most = segmentation.fractional;
  for (let place = 0; place < samples.length; place++) {
    const value = samples[place]!;
    if (value === 0 || (segment === 0 && value === background)) continue;
    const own = segment === 0 ? value : segment;
    if (hidden.has(own)) continue;
    const alpha = most ? (EDGE * value) / most : onEdge(samples, columns, place) ? EDGE : INSIDE;
    put(out, place * 4, colorOf(segmentation, own), alpha);
  }
}

/** Whether a neighbour of the pixel differs from it, or it lies at the picture's border. */
function onEdge(samples: ArrayLike<number>, columns: number, place: number): boolean {
  const value = samples[place];
  const column = place % columns;
  return (
    column === 0 ||
    column === columns - 1 ||
    samples[place - 1] !== value ||
    samples[place + 1] !== value ||
    samples[place - columns] !== value ||
    samples[place + columns] !== value
  );
}

/** Overlapping segments: the later one over the earlier. */
function put(out: Uint8ClampedArray, place: number, color: readonly [number, number, number], alpha: number): void {
  if (out[place + 3]! > alpha) return;
  out[place] = color[0];
  out[place + 1] = color[1];
  out[place + 2] = color[2];
  out[place + 3] = alpha;
}
