import type { Shutter } from "../data";
import type { Point } from "../geometry/plane";

/** From a point of the image to one of the canvas. */
export type ToCanvas = (point: Point) => Point;

/** Points of a circle when it is drawn as an outline that may be turned and stretched. */
const ROUND = 96;

/** The outline of what a shutter leaves open, in points of the image. */
export function opening(shutter: Shutter): Point[] {
  switch (shutter.kind) {
    case "rectangle": {
      const [left, top, right, bottom] = shutter.box;
      return [[left - 1, top - 1], [right, top - 1], [right, bottom], [left - 1, bottom]];
    }
    case "circle": {
      const [x, y] = [shutter.center[0] - 0.5, shutter.center[1] - 0.5];
      return circle([x, y], shutter.radius);
    }
    case "polygon":
      return shutter.points.map(([x, y]) => [x - 0.5, y - 0.5]);
  }
}

export function circle([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: ROUND }, (_, part): Point => {
    const angle = (part / ROUND) * 2 * Math.PI;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  });
}

/** Blackens what shutters close: all that lies outside any of their openings (PS3.3 C.7.6.11). */
export function drawShutters(context: CanvasRenderingContext2D, shutters: Shutter[], toCanvas: ToCanvas, size: { width: number; height: number }): void {
  context.fillStyle = "#000";
  for (const shutter of shutters) {
    context.beginPath();
    context.rect(0, 0, size.width, size.height);
    trace(context, opening(shutter).map(toCanvas), true);
    context.fill("evenodd");
  }
}

/** Adds a line through points to the path. */
export function trace(context: CanvasRenderingContext2D, points: Point[], closed: boolean): void {
  points.forEach(([x, y], place) => (place === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  if (closed) context.closePath();
}
