import { at } from "../stacks";
import type { FrameRef, FrameTable, Segmentation } from "../data";
import { distanceTo, parallel, share, type Plane } from "../geometry/plane";
import { center } from "../geometry/plane";

/** A frame of a segmentation that belongs over an image, and its segment (0: pixels name it). */
export interface SegmentFrame {
  frame: number;
  segment: number;
  /** Of label maps: what is in no segment, beside 0 (Pixel Padding Value). */
  background?: number;
}

/** A segmentation lies over a slice when their distance is at most this part of a slice, or mm. */
const SAME_PLACE = 0.3;

/**
 * The frames of a segmentation that show on an image: those that say so (Derivation Image), else
 * those at the same place of the same frame of reference. What a reconstruction made has no `image`.
 */
export function framesOver(table: FrameTable, planes: (Plane | undefined)[], image: FrameRef | undefined, plane: Plane | undefined): SegmentFrame[] {
  const all = planes.map((_, frame) => frame);
  const named = all.filter((frame) => {
    const source = at(table.source, frame);
    return !!source && source[0] === image?.[0] && source[1] === image[1];
  });
  const chosen = named.length > 0 ? named : all.filter((frame) => samePlace(planes[frame], plane));
  const background = table.padding && { background: table.padding[0] };
  return chosen.map((frame) => ({ frame, segment: at(table.segment, frame) ?? 0, ...background }));
}

function samePlace(a: Plane | undefined, b: Plane | undefined): boolean {
  if (!a || !b || !share(a, b) || !parallel(a, b)) return false;
  const tolerance = Math.max(SAME_PLACE, SAME_PLACE * b.thickness);
  return Math.abs(distanceTo(b, center(a))) < tolerance;
}

/** Color of the segment that a pixel belongs to. */
export function colorOf(segmentation: Segmentation, segment: number): readonly [number, number, number] {
  return segmentation.segments.find(({ number }) => number === segment)?.color ?? UNNAMED;
}

/** For segments that the segmentation does not describe. */
const UNNAMED = [255, 200, 0] as const;
