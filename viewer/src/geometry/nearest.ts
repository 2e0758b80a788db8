import { center, distanceTo, parallel, share, type Plane } from "./plane";
import { length, subtract, type Vector } from "./vector";

/** The frame whose plane lies nearest to a point of the patient, and how far it is, mm. */
export function nearestFrame(planes: (Plane | undefined)[], point: Vector): { frame: number; distance: number } | undefined {
  let best: { frame: number; distance: number } | undefined;
  planes.forEach((plane, frame) => {
    if (!plane) return;
    const distance = Math.abs(distanceTo(plane, point));
    if (!best || distance < best.distance - 1e-6) best = { frame, distance };
  });
  return best;
}

/**
 * The frame that goes with `shown` of another stack: of planes parallel to it in the same frame of
 * reference, the one nearest to its center. Frames at the same place (time series) are told apart
 * by nearness to `current`.
 */
export function matchingFrame(planes: (Plane | undefined)[], shown: Plane, current: number): number | undefined {
  const point = center(shown);
  let best: { frame: number; distance: number } | undefined;
  planes.forEach((plane, frame) => {
    if (!plane || !share(plane, shown) || !parallel(plane, shown)) return;
    const distance = Math.abs(distanceTo(plane, point)) + Math.abs(frame - current) * 1e-6;
    if (!best || distance < best.distance) best = { frame, distance };
  });
  return best?.frame;
}

/** Mean distance from plane to plane, mm: what one step of scrolling is in the patient. */
export function step(planes: (Plane | undefined)[]): number {
  const known = planes.filter((plane) => plane !== undefined);
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first || !last || known.length < 2) return 0;
  return length(subtract(last.origin, first.origin)) / (known.length - 1);
}
