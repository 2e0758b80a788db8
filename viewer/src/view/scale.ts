import type { Region } from "../data";
import { at } from "../stacks";
import type { OpenStack } from "./source";
import type { Point } from "./transform";

/** What a pixel measures at a place of an image, and in which unit. */
export interface Scale {
  /** Of a pixel's width and height. */
  x: number;
  y: number;
  unitX: string;
  unitY: string;
  /** Not in the patient, but where it was detected or scanned. */
  elsewhere?: "imager" | "scanned";
}

const PIXELS: Scale = { x: 1, y: 1, unitX: "px", unitY: "px" };

/** The calibrated region that a point lies in; its right and bottom are pixels of it. */
export function regionAt({ table }: OpenStack, frame: number, { x, y }: Point): Region | undefined {
  return at(table.regions, frame)?.find(
    ({ box: [left, top, right, bottom] }) => x >= left && x < right + 1 && y >= top && y < bottom + 1,
  );
}

/** Millimetres where the image knows them, a region's own units in ultrasound, else pixels. */
export function scaleAt(info: OpenStack, frame: number, point: Point): Scale {
  const { table } = info;
  const region = regionAt(info, frame, point);
  if (region) return regionScale(region.x, region.y);
  const spacing = at(table.spacing, frame);
  if (spacing) {
    const [row, column] = spacing;
    return { x: column, y: row, unitX: "mm", unitY: "mm", elsewhere: table.spacingAt };
  }
  return { ...PIXELS, y: table.aspect ? table.aspect[0] / table.aspect[1] : 1 };
}

/** Centimetres are shown as millimetres, as everything else is. */
function regionScale([x, unitX]: [number, string], [y, unitY]: [number, string]): Scale {
  const ten = (unit: string) => (unit === "cm" ? 10 : 1);
  const name = (unit: string) => (unit === "cm" ? "mm" : unit);
  const scale = { x: Math.abs(x) * ten(unitX), y: Math.abs(y) * ten(unitY) };
  return { ...scale, unitX: name(unitX), unitY: name(unitY) };
}

/** How much taller than wide a pixel is. */
export function aspectOf({ table }: OpenStack, frame: number): number {
  const spacing = at(table.spacing, frame) ?? table.aspect;
  const aspect = spacing ? spacing[0] / spacing[1] : 1;
  return Number.isFinite(aspect) && aspect > 0 ? aspect : 1;
}

/** Steps of regions that differ by less are one. */
const ALIKE = 0.01;

/** Millimetres of a pixel's width, if the whole image has one: its own, else that of all its regions in space. */
export function millimetres({ table }: OpenStack, frame: number): number | undefined {
  const spacing = at(table.spacing, frame);
  if (spacing) return spacing[1];
  const regions = (at(table.regions, frame) ?? []).filter(({ x, y }) => x[1] === "cm" && y[1] === "cm");
  const [first, ...others] = regions.map(({ x }) => regionScale(x, x).x);
  return first && others.every((step) => Math.abs(step / first - 1) < ALIKE) ? first : undefined;
}
