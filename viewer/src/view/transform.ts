import type { Matrix } from "../pixels/draw";

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** How an image lies in its cell: turned clockwise, then mirrored left to right, zoomed, moved. */
export interface Transform {
  rotation: 0 | 90 | 180 | 270;
  flipped: boolean;
  /** CSS pixels for each column of the image; `fit`: as many as fit. */
  zoom: number | "fit";
  /** From the cell's middle, CSS pixels. */
  pan: Point;
}

export const UPRIGHT: Transform = { rotation: 0, flipped: false, zoom: "fit", pan: { x: 0, y: 0 } };

/** Of an image: its size, and how much taller than wide its pixels are. */
export interface ImageShape extends Size {
  aspect: number;
}

/** Zoom is bounded where a pixel fills a phone's screen, or a mammogram is a dot. */
const ZOOM = { least: 0.02, most: 100 };

export function fitZoom({ rotation }: Transform, image: ImageShape, cell: Size): number {
  const turned = rotation === 90 || rotation === 270;
  const height = image.height * image.aspect;
  const [across, down] = turned ? [height, image.width] : [image.width, height];
  return clampZoom(Math.min(cell.width / across, cell.height / down));
}

export function clampZoom(zoom: number): number {
  return Math.min(ZOOM.most, Math.max(ZOOM.least, zoom || 1));
}

export function zoomOf(transform: Transform, image: ImageShape, cell: Size): number {
  return transform.zoom === "fit" ? fitZoom(transform, image, cell) : transform.zoom;
}

/** Image pixels (0, 0 is the outer corner of the first) to CSS pixels of the cell. */
export function matrixOf(transform: Transform, image: ImageShape, cell: Size): Matrix {
  const zoom = zoomOf(transform, image, cell);
  const quarter = transform.rotation / 90;
  const cos = [1, 0, -1, 0][quarter]!;
  const sin = [0, 1, 0, -1][quarter]!;
  const mirror = transform.flipped ? -1 : 1;
  const tall = zoom * image.aspect;
  const [a, b, c, d] = [mirror * cos * zoom, sin * zoom, -mirror * sin * tall, cos * tall];
  const [x, y] = [image.width / 2, image.height / 2];
  const e = cell.width / 2 + transform.pan.x - (a * x + c * y);
  const f = cell.height / 2 + transform.pan.y - (b * x + d * y);
  return [a, b, c, d, e, f];
}

export function apply([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

export function unapply([a, b, c, d, e, f]: Matrix, point: Point): Point {
  const determinant = a * d - b * c;
  const x = point.x - e;
  const y = point.y - f;
  return { x: (d * x - c * y) / determinant, y: (a * y - b * x) / determinant };
}

/** A quarter turn clockwise as seen: a mirrored image turns the other way beneath its mirror. */
export function turned(transform: Transform, degrees: 90 | 270): Transform {
  const by = transform.flipped ? 360 - degrees : degrees;
  return { ...transform, rotation: ((transform.rotation + by) % 360) as Transform["rotation"] };
}

/** Mirrored as seen; top to bottom is left to right and half a turn. */
export function mirrored(transform: Transform, way: "horizontal" | "vertical"): Transform {
  const half = way === "vertical" ? 180 : 0;
  const rotation = ((transform.rotation + half) % 360) as Transform["rotation"];
  return { ...transform, rotation, flipped: !transform.flipped };
}

/** Zoomed by `factor` while `anchor` (of the cell) stays where it is. */
export function zoomedAt(transform: Transform, zoom: number, factor: number, anchor: Point, cell: Size): Transform {
  const next = clampZoom(zoom * factor);
  const real = next / zoom;
  const from = { x: anchor.x - cell.width / 2, y: anchor.y - cell.height / 2 };
  const pan = {
    x: from.x + (transform.pan.x - from.x) * real,
    y: from.y + (transform.pan.y - from.y) * real,
  };
  return { ...transform, zoom: next, pan };
}
