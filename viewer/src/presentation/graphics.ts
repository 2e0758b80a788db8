import type { Graphic, PresentedDisplay } from "../data";
import type { Point } from "../geometry/plane";
import { circle, trace, type ToCanvas } from "./shutter";

/** Graphics of a presentation state (PS3.3 C.10.5), drawn with a dark seam so as to show on white. */
export function drawGraphics(
  context: CanvasRenderingContext2D,
  display: PresentedDisplay,
  image: { columns: number; rows: number },
  toCanvas: ToCanvas,
): void {
  const area = display.area ?? [[1, 1], [image.columns, image.rows]];
  const shown = acrossArea(area, toCanvas);
  for (const graphic of display.graphics) {
    const place = graphic.units === "pixel" ? toCanvas : shown;
    const points = graphic.points.map(place);
    const color = `rgb(${(graphic.color ?? DEFAULT_COLOR).join(" ")})`;
    if (graphic.kind === "text") {
      const anchor = graphic.anchor && place(graphic.anchor);
      drawText(context, graphic.text ?? "", points, anchor, color);
    } else {
      drawOutline(context, graphic, outlineOf(graphic, points), color);
    }
  }
}

const DEFAULT_COLOR = [255, 212, 64] as const;
const SEAM = "rgb(0 0 0 / 60%)";

/** Display units go from 0 to 1 across the displayed area as it lies on the screen, turned or not. */
export function acrossArea([[left, top], [right, bottom]]: [Point, Point], toCanvas: ToCanvas): ToCanvas {
  const one = toCanvas([Math.min(left, right) - 1, Math.min(top, bottom) - 1]);
  const other = toCanvas([Math.max(left, right), Math.max(top, bottom)]);
  const [x, y] = [Math.min(one[0], other[0]), Math.min(one[1], other[1])];
  const [width, height] = [Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])];
  return ([across, down]) => [x + across * width, y + down * height];
}

/** A graphic's points on the canvas as a line to follow. */
function outlineOf(graphic: Graphic, points: Point[]): Point[] {
  const [first, second, third, fourth] = points;
  switch (graphic.kind) {
    case "circle":
      return first && second ? circle(first, Math.hypot(second[0] - first[0], second[1] - first[1])) : [];
    case "ellipse":
      return first && second && third && fourth ? ellipse(first, second, third, fourth) : [];
    case "interpolated":
      return smooth(points);
    default:
      return points;
  }
}

/** An ellipse from the ends of its major and its minor axis. */
export function ellipse(a: Point, b: Point, c: Point, d: Point): Point[] {
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const major = [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2] as const;
  const minor = [(d[0] - c[0]) / 2, (d[1] - c[1]) / 2] as const;
  return circle([0, 0], 1).map(([u, v]) => [x + major[0] * u + minor[0] * v, y + major[1] * u + minor[1] * v]);
}

/** Points between two given ones of an interpolated line. */
const FINE = 8;

/** A smooth line through points (Catmull and Rom), closed when its ends are the same. */
export function smooth(points: Point[]): Point[] {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last || points.length < 3) return points;
  const closed = first[0] === last[0] && first[1] === last[1];
  const ring = closed ? points.slice(0, -1) : points;
  const pick = (place: number): Point =>
    (closed ? ring[(place + ring.length) % ring.length] : ring[Math.min(Math.max(place, 0), ring.length - 1)]) ?? first;
  const line: Point[] = [];
  for (let place = 0; place < ring.length - (closed ? 0 : 1); place++) {
    for (let part = 0; part < FINE; part++) {
      line.push(between(pick(place - 1), pick(place), pick(place + 1), pick(place + 2), part / FINE));
    }
  }
  return [...line, last];
}

function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const axis = (p: number, q: number, r: number, s: number): number =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return [axis(a[0], b[0], c[0], d[0]), axis(a[1], b[1], c[1], d[1])];
}

function drawOutline(context: CanvasRenderingContext2D, graphic: Graphic, line: Point[], color: string): void {
  context.save();
  context.lineJoin = "round";
  context.beginPath();
  if (graphic.kind === "point" && line[0]) context.arc(line[0][0], line[0][1], 3, 0, 2 * Math.PI);
  else trace(context, line, graphic.kind === "circle" || graphic.kind === "ellipse");
  if (graphic.filled || graphic.kind === "point") {
    context.fillStyle = color;
    context.fill();
  }
  strokeTwice(context, color);
  context.restore();
}

function strokeTwice(context: CanvasRenderingContext2D, color: string): void {
  context.strokeStyle = SEAM;
  context.lineWidth = 3.5;
  context.stroke();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Text in its box (top left corner) or at its anchor; a line leads from the box to the anchor. */
function drawText(context: CanvasRenderingContext2D, text: string, points: Point[], anchor: Point | undefined, color: string): void {
  const at = topLeft(points) ?? anchor;
  if (!at) return;
  context.save();
  if (anchor && points.length > 0) {
    context.beginPath();
    trace(context, [at, anchor], false);
    strokeTwice(context, color);
  }
  context.font = `13px system-ui, sans-serif`;
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = SEAM;
  context.fillStyle = color;
  text.split(/\r\n|\r|\n/).forEach((row, number) => {
    const y = at[1] + number * 16;
    context.strokeText(row, at[0], y);
    context.fillText(row, at[0], y);
  });
  context.restore();
}

function topLeft(points: Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  return [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
}
