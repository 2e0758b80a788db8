import type { Contour } from "../data";
import { toImage, type Plane, type Point } from "../geometry/plane";
import { crossings } from "../geometry/scout";
import { dot, type Vector } from "../geometry/vector";

/** A contour as it shows on an image. */
export interface Outline {
  roi: number;
  points: Point[];
  closed: boolean;
}

/** Points of a contour off its plane by less than this, mm, still count as lying in it. */
const FLAT = 0.5;

/** Contours of a structure set prepared for one plane's direction: which height each lies at. */
export interface Level {
  contour: Contour;
  /** Least and greatest distance along the normal, from the reference plane. */
  low: number;
  high: number;
  /** How far from its height it still stands for its structure: half way to the next contour. */
  reach: number;
}

/** Contours of a structure are not farther apart than this, mm: beyond, a part of it ends. */
const FARTHEST = 10;

export function levels(contours: Contour[], reference: Plane): Level[] {
  const all = contours.map((contour): Level => {
    const [low, high] = extent(contour.points, reference);
    return { contour, low, high, reach: 0 };
  });
  const reaches = new Map<number, number>();
  for (const level of all) {
    const { roi } = level.contour;
    const known = reaches.get(roi) ?? halfStep(all.filter(({ contour }) => contour.roi === roi).map(({ low }) => low));
    reaches.set(roi, known);
    level.reach = known;
  }
  return all;
}

/** Half of the least distance between heights. */
function halfStep(heights: number[]): number {
  const sorted = [...heights].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((height, place) => height - sorted[place]!);
  const least = Math.min(...steps.filter((step) => step > FLAT));
  return least <= FARTHEST ? least / 2 : 0;
}

/** Least and greatest distance of points from a plane; structure sets have millions of them. */
function extent(points: number[], { normal, origin }: Plane): [number, number] {
  const zero = dot(origin, normal);
  let [low, high] = [Infinity, -Infinity];
  for (let place = 0; place + 2 < points.length; place += 3) {
    const height = points[place]! * normal[0] + points[place + 1]! * normal[1] + points[place + 2]! * normal[2] - zero;
    if (height < low) low = height;
    if (height > high) high = height;
  }
  return [low, high];
}

function vectors(numbers: number[]): Vector[] {
  const points: Vector[] = [];
  for (let place = 0; place + 2 < numbers.length; place += 3) {
    points.push([numbers[place]!, numbers[place + 1]!, numbers[place + 2]!]);
  }
  return points;
}

/**
 * What a structure set shows on an image at `height` along the reference's normal: contours that
 * lie in it within `tolerance` (half the distance between slices) or half way to their next, of each
 * structure those at the nearest height only; and where contours of other directions cross it.
 */
export function outlines(all: Level[], plane: Plane, height: number, tolerance: number): Outline[] {
  const flat = all.filter((level) => level.high - level.low < FLAT);
  // By structure: the height of the contours that stand for it here.
  const nearest = new Map<number, number>();
  for (const { contour, low, high, reach } of flat) {
    const own = (low + high) / 2;
    const off = Math.abs(own - height);
    const best = Math.abs((nearest.get(contour.roi) ?? Infinity) - height);
    if (off <= Math.max(tolerance, reach) && off < best) nearest.set(contour.roi, own);
  }
  const lying = flat.filter(({ contour, low, high }) => {
    const own = nearest.get(contour.roi);
    return own !== undefined && Math.abs((low + high) / 2 - own) < FLAT;
  });
  return [...lying.map((level) => outline(level, plane)), ...all.flatMap((level) => crossing(level, plane, height))];
}

function outline({ contour }: Level, plane: Plane): Outline {
  return {
    roi: contour.roi,
    points: vectors(contour.points).map((point) => toImage(plane, point)),
    closed: contour.kind === "closed",
  };
}

/** Pairs of points where a contour that stands across the plane passes through it. */
function crossing(level: Level, plane: Plane, height: number): Outline[] {
  if (level.high - level.low < FLAT || height < level.low || height > level.high) return [];
  const through = crossings(plane, vectors(level.contour.points)).map((point) => toImage(plane, point));
  return through.map((point) => ({ roi: level.contour.roi, points: [point], closed: false }));
}
