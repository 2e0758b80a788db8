import type { Contour } from "../data";
import { distanceTo, toImage, type Plane, type Point } from "../geometry/plane";
import { crossings } from "../geometry/scout";
import type { Vector } from "../geometry/vector";

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
  points: Vector[];
  /** Least and greatest distance along the normal, from the reference plane. */
  low: number;
  high: number;
}

export function levels(contours: Contour[], reference: Plane): Level[] {
  return contours.map((contour) => {
    const points = vectors(contour.points);
    const heights = points.map((point) => distanceTo(reference, point));
    return { contour, points, low: Math.min(...heights), high: Math.max(...heights) };
  });
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
 * lie in it within `tolerance` (half the distance between slices), of each structure those at the
 * nearest height only; and where contours of other directions cross it.
 */
export function outlines(all: Level[], plane: Plane, height: number, tolerance: number): Outline[] {
  const flat = all.filter((level) => level.high - level.low < FLAT);
  const nearest = new Map<number, number>();
  for (const { contour, low, high } of flat) {
    const off = Math.abs((low + high) / 2 - height);
    if (off <= tolerance && off < (nearest.get(contour.roi) ?? Infinity)) nearest.set(contour.roi, off);
  }
  const lying = flat.filter(({ contour, low, high }) => {
    const off = nearest.get(contour.roi);
    return off !== undefined && Math.abs((low + high) / 2 - height) <= off + FLAT / 10;
  });
  return [...lying.map((level) => outline(level, plane)), ...all.flatMap((level) => crossing(level, plane, height))];
}

function outline({ contour, points }: Level, plane: Plane): Outline {
  return {
    roi: contour.roi,
    points: points.map((point) => toImage(plane, point)),
    closed: contour.kind === "closed",
  };
}

/** Pairs of points where a contour that stands across the plane passes through it. */
function crossing(level: Level, plane: Plane, height: number): Outline[] {
  if (level.high - level.low < FLAT || height < level.low || height > level.high) return [];
  const through = crossings(plane, level.points).map((point) => toImage(plane, point));
  return through.map((point) => ({ roi: level.contour.roi, points: [point], closed: false }));
}
