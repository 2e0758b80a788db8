import { at } from "../stacks";
import type { IconName } from "../ui/icons";
import type { ImageView } from "../view/image-view";
import { regionAt, type Scale, scaleAt } from "../view/scale";
import type { Point } from "../view/transform";
import type { WordKey } from "../words/words";
import { angleBetween, areaOf, ellipseOf, inPolygon, rectangleOf } from "./shape";
import { rgbAt } from "../pixels/samples";
import { statistics } from "./statistics";

/** A number that a measurement shows. */
export interface Value {
  word: WordKey;
  value: number;
  unit: string;
  digits: number;
}

/** A row of `KINDS`: what can be drawn upon an image, and what it says. */
export interface MeasureKind {
  name: string;
  word: WordKey;
  icon: IconName;
  key: string;
  /** How many points it has, at least and at most. */
  points: [least: number, most: number];
  /** Lines through points, in image pixels; closed when `closed`. */
  lines(points: readonly Point[]): (readonly Point[])[];
  closed?: true;
  /** Asks for a text when it is whole. */
  text?: true;
  /** Ends with a head at the first point. */
  head?: true;
  values(points: readonly Point[], view: ImageView): Value[];
}

const asDrawn = (points: readonly Point[]) => [points];

export const KINDS: readonly MeasureKind[] = [
  { name: "length", word: "length", icon: "length", key: "l", points: [2, 2], lines: asDrawn, values: lengths },
  { name: "angle", word: "angle", icon: "angle", key: "a", points: [3, 3], lines: asDrawn, values: angle },
  { name: "cobb", word: "cobb", icon: "cobb", key: "Shift+A", points: [4, 4], lines: cobbLines, values: cobb },
  {
    name: "ellipse",
    word: "ellipse",
    icon: "ellipse",
    key: "e",
    points: [2, 2],
    closed: true,
    lines: (points) => [ellipseOf(points)],
    values: ellipse,
  },
  {
    name: "rectangle",
    word: "rectangle",
    icon: "rectangle",
    key: "Shift+E",
    points: [2, 2],
    closed: true,
    lines: (points) => [rectangleOf(points)],
    values: region,
  },
  {
    name: "polygon",
    word: "polygon",
    icon: "polygon",
    key: "g",
    points: [3, 64],
    closed: true,
    lines: asDrawn,
    values: region,
  },
  { name: "probe", word: "probe", icon: "probe", key: "b", points: [1, 1], lines: asDrawn, values: probe },
  {
    name: "arrow",
    word: "arrow",
    icon: "arrow",
    key: "Shift+T",
    points: [2, 2],
    lines: asDrawn,
    text: true,
    head: true,
    values: () => [],
  },
  { name: "text", word: "text", icon: "text", key: "t", points: [1, 1], lines: asDrawn, text: true, values: () => [] },
];

/** The scale of the region that all points lie in: nothing can be measured from one to another. */
function scaleOf(points: readonly Point[], view: ImageView): Scale | undefined {
  const [first, ...others] = points.map((point) => regionAt(view.info!, view.frame, point));
  return others.every((other) => other === first) ? scaleAt(view.info!, view.frame, points[0]!) : undefined;
}

/** The same where both axes have one unit: else there are no angles and areas. */
function evenScaleOf(points: readonly Point[], view: ImageView): Scale | undefined {
  const scale = scaleOf(points, view);
  return scale && scale.unitX === scale.unitY ? scale : undefined;
}

/** From one point to another, in the units of the image. */
function way(a: Point, b: Point, { x, y }: Scale): Point {
  return { x: (b.x - a.x) * x, y: (b.y - a.y) * y };
}

/** One length; where the axes have units of their own (time, velocity), one for each. */
function lengths(points: readonly Point[], view: ImageView): Value[] {
  const scale = scaleOf(points, view);
  if (!scale) return [];
  const { x, y } = way(points[0]!, points[1]!, scale);
  const value = (value: number, unit: string): Value => ({ word: "length", value, unit, digits: unit === "s" ? 3 : 1 });
  if (scale.unitX === scale.unitY) return [value(Math.hypot(x, y), scale.unitX)];
  return [value(Math.abs(x), scale.unitX), value(Math.abs(y), scale.unitY)];
}

function angle([a, b, c]: readonly Point[], view: ImageView): Value[] {
  const scale = evenScaleOf([a!, b!, c!], view);
  return scale ? [{ word: "angle", value: angleBetween(way(b!, a!, scale), way(b!, c!, scale)), unit: "°", digits: 1 }] : [];
}

/** Two lines, and between their middles a thin one that says they belong together. */
function cobbLines(points: readonly Point[]): (readonly Point[])[] {
  const lines = [points.slice(0, 2), points.slice(2, 4)].filter((line) => line.length === 2);
  const middles = lines.map(([a, b]) => ({ x: (a!.x + b!.x) / 2, y: (a!.y + b!.y) / 2 }));
  return lines.length === 2 ? [...lines, middles] : lines;
}

/** Between lines, not directions: at most 90 degrees. */
function cobb([a, b, c, d]: readonly Point[], view: ImageView): Value[] {
  const scale = evenScaleOf([a!, b!, c!, d!], view);
  if (!scale) return [];
  const value = angleBetween(way(a!, b!, scale), way(c!, d!, scale));
  return [{ word: "cobb", value: Math.min(value, 180 - value), unit: "°", digits: 1 }];
}

function ellipse(points: readonly Point[], view: ImageView): Value[] {
  const [a, b] = [points[0]!, points[1]!];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const [across, down] = [Math.abs(a.x - b.x) / 2, Math.abs(a.y - b.y) / 2];
  const inside = (px: number, py: number) => ((px - x) / across) ** 2 + ((py - y) / down) ** 2 <= 1;
  return closed(rectangleOf(points), Math.PI * across * down, inside, view);
}

function region(points: readonly Point[], view: ImageView): Value[] {
  const outline = points.length === 2 ? rectangleOf(points) : points;
  return closed(outline, areaOf(outline), (x, y) => inPolygon(outline, x, y), view);
}

function closed(
  outline: readonly Point[],
  area: number,
  inside: (x: number, y: number) => boolean,
  view: ImageView,
): Value[] {
  const { samples } = view;
  const { value, unit, digits } = valueOf(view);
  const found = samples?.kind === "gray" ? statistics(samples, outline, inside, value, view.info?.table.padding) : undefined;
  const names = ["mean", "deviation", "least", "most"] as const;
  const values = found ? names.map((word): Value => ({ word, value: found[word], unit, digits })) : [];
  return [...values, ...areaValue(outline, area, view)];
}

function areaValue(outline: readonly Point[], pixels: number, view: ImageView): Value[] {
  const scale = evenScaleOf(outline, view);
  return scale ? [{ word: "area", value: pixels * scale.x * scale.y, unit: `${scale.unitX}²`, digits: 1 }] : [];
}

/** Stored value to what is told of it: SUV where it is known, else the modality's own unit. */
function valueOf(view: ImageView): { value: (stored: number) => number; unit: string; digits: number } {
  const { table } = view.info!;
  const modality = view.modality;
  const suv = at(table.suv, view.frame);
  if (suv) return { value: (stored) => modality(stored) * suv, unit: "SUV", digits: 2 };
  const unit = table.units ?? "";
  const whole = (at(table.slope, view.frame) ?? 1) % 1 === 0;
  const float = view.samples?.kind === "gray" && view.samples.data instanceof Float32Array;
  return { value: modality, unit, digits: whole && !float ? 1 : 3 };
}

/** The pixel under a point: its value, or its colours; padding has none. */
function probe([point]: readonly Point[], view: ImageView): Value[] {
  const { samples } = view;
  const [column, row] = [Math.floor(point!.x), Math.floor(point!.y)];
  if (!samples || column < 0 || row < 0 || column >= samples.columns || row >= samples.rows) return [];
  if (samples.kind === "color")
    return rgbAt(samples, column, row).map((value, n) => ({ word: "value", value, unit: "RGB"[n]!, digits: 0 }));
  const { value, unit, digits } = valueOf(view);
  const stored = samples.data[row * samples.columns + column]!;
  const [low, high] = view.info!.table.padding ?? [1, 0];
  if (!(stored < low || stored > high)) return [];
  const found = value(stored);
  return [{ word: "value", value: found, unit, digits: Number.isInteger(found) ? 0 : Math.max(1, digits) }];
}
