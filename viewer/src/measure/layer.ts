import type { App } from "../app";
import type { Drag, Layer, Press } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import { scaleAt } from "../view/scale";
import type { Point } from "../view/transform";
import { words } from "../words/words";
import { KINDS, type Value } from "./kinds";
import type { Measurement } from "./measurements";
import { distanceToSegment } from "./shape";

const COLOR = "#7fe3b0";
const CHOSEN = "#ffd166";
/** CSS pixels within which a handle or a line is meant; a finger is wider than a mouse's point. */
export const HANDLE = 12;
const LINE = 6;

/** Whole, so that its numbers mean something. */
function isWhole({ kind, points }: Measurement): boolean {
  return points.length >= kind.points[0];
}

/** What a measurement says. */
export function valuesOf(measurement: Measurement, view: ImageView): Value[] {
  return isWhole(measurement) ? measurement.kind.values(measurement.points, view) : [];
}

function valueText({ value, unit, digits }: Value): string {
  const space = unit === "°" || unit === "" ? "" : " ";
  return `${value.toFixed(digits)}${space}${unit}`;
}

/** The lines of its label. */
export function labelOf(measurement: Measurement, view: ImageView): string[] {
  const values = valuesOf(measurement, view);
  const named = measurement.kind.closed === true;
  const lines = values.map((value) => (named ? `${words[value.word]} ${valueText(value)}` : valueText(value)));
  const { points, kind, info, frame } = measurement;
  const length = kind.name === "length" || kind.closed;
  const { elsewhere } = scaleAt(info, frame, points[0]!);
  if (length && values.length && elsewhere) lines.push(words[elsewhere === "imager" ? "atImager" : "atScan"]);
  return measurement.text ? [measurement.text, ...lines] : lines;
}

export const measurementLayer: Layer = {
  name: "measurements",
  draw(context, view, app) {
    for (const measurement of app.measurements.on(view)) {
      drawOne(context, view, measurement, measurement === app.measurements.chosen);
    }
    drawHover(context, view, app);
  },
  press(app, press) {
    if (app.measurements.draft) return undefined;
    const found = hit(app, press);
    app.measurements.choose(found?.measurement);
    return found && moving(app, found, press);
  },
  cursor: (app, press) => (!app.measurements.draft && hit(app, press) ? "pointer" : undefined),
};

function drawOne(context: CanvasRenderingContext2D, view: ImageView, measurement: Measurement, chosen: boolean): void {
  const color = chosen ? CHOSEN : COLOR;
  const spots = measurement.points.map((point) => view.toCanvas(point));
  // A dark line beneath keeps the bright one visible on bone and film.
  for (const [style, width] of [["rgba(0,0,0,.65)", 4] as const, [color, 1.5] as const]) {
    context.strokeStyle = style;
    context.lineWidth = width;
    strokeLines(context, view, measurement);
    if (measurement.kind.head) strokeHead(context, spots[0]!, spots[1] ?? spots[0]!);
    for (const spot of spots) strokeHandle(context, spot, measurement.kind.points[1] === 1, chosen);
  }
  measurement.said = labelOf(measurement, view);
  // An arrow's text stands at its tail.
  drawLabel(context, measurement.kind.head ? spots.slice(-1) : spots, measurement.said, color, view);
}

/** The value under the pointer, of the tool that tells values. */
function drawHover(context: CanvasRenderingContext2D, view: ImageView, { measurements, tool }: App): void {
  const { hover } = measurements;
  if (tool.name !== "probe" || hover?.view !== view || !view.info) return;
  const kind = KINDS.find(({ name }) => name === tool.name)!;
  const lines = kind.values([hover.at], view).map(valueText);
  drawLabel(context, [view.toCanvas(hover.at)], lines, COLOR, view);
}

function strokeLines(context: CanvasRenderingContext2D, view: ImageView, { kind, points }: Measurement): void {
  for (const line of kind.lines(points)) {
    context.beginPath();
    for (const point of line) {
      const { x, y } = view.toCanvas(point);
      context.lineTo(x, y);
    }
    if (kind.closed) context.closePath();
    context.stroke();
  }
}

function strokeHandle(context: CanvasRenderingContext2D, { x, y }: Point, cross: boolean, chosen: boolean): void {
  context.beginPath();
  if (cross) {
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ] as const) {
      context.moveTo(x - 7 * dx, y - 7 * dy);
      context.lineTo(x + 7 * dx, y + 7 * dy);
    }
  } else if (chosen) context.arc(x, y, 4, 0, 2 * Math.PI);
  context.stroke();
}

function strokeHead(context: CanvasRenderingContext2D, tip: Point, from: Point): void {
  const angle = Math.atan2(from.y - tip.y, from.x - tip.x);
  context.beginPath();
  for (const side of [-0.45, 0.45]) {
    context.moveTo(tip.x, tip.y);
    context.lineTo(tip.x + 12 * Math.cos(angle + side), tip.y + 12 * Math.sin(angle + side));
  }
  context.stroke();
}

function drawLabel(
  context: CanvasRenderingContext2D,
  spots: Point[],
  lines: string[],
  color: string,
  view: ImageView,
): void {
  if (!lines.length) return;
  context.font = "500 13px system-ui, sans-serif";
  context.textBaseline = "top";
  context.lineJoin = "round";
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const right = spots.reduce((most, spot) => (spot.x > most.x ? spot : most));
  const x = Math.max(4, Math.min(right.x + 10, view.size.width - width - 6));
  const y = Math.max(4, Math.min(right.y + 6, view.size.height - lines.length * 17 - 4));
  lines.forEach((line, n) => {
    context.strokeStyle = "rgba(0,0,0,.8)";
    context.lineWidth = 3;
    context.strokeText(line, x, y + 17 * n);
    context.fillStyle = color;
    context.fillText(line, x, y + 17 * n);
  });
}

interface Hit {
  measurement: Measurement;
  /** The point that is meant, or all of them. */
  point: number | undefined;
}

function hit(app: App, { view, spot }: Press): Hit | undefined {
  const near = (a: Point) => Math.hypot(a.x - spot.x, a.y - spot.y) <= HANDLE;
  for (const measurement of app.measurements.on(view).reverse()) {
    const point = measurement.points.findIndex((place) => near(view.toCanvas(place)));
    if (point >= 0) return { measurement, point };
    // A drawing tool may begin beside a line that is there already.
    if (!app.tool.points && onLine(measurement, view, spot)) return { measurement, point: undefined };
  }
  return undefined;
}

function onLine({ kind, points }: Measurement, view: ImageView, spot: Point): boolean {
  return kind.lines(points).some((line) => {
    const spots = line.map((point) => view.toCanvas(point));
    if (kind.closed) spots.push(spots[0]!);
    return spots.some((a, n) => n > 0 && distanceToSegment(spot, spots[n - 1]!, a) <= LINE);
  });
}

function moving(app: App, { measurement, point }: Hit, { at }: Press): Drag {
  const from = measurement.points.slice();
  return {
    move(press) {
      const [dx, dy] = [press.at.x - at.x, press.at.y - at.y];
      measurement.points = from.map((place, n) =>
        point === undefined || point === n ? { x: place.x + dx, y: place.y + dy } : place,
      );
      app.measurements.changed();
    },
    cancel() {
      measurement.points = from;
      app.measurements.changed();
    },
  };
}
