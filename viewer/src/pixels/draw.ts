import type { GrayMap } from "./map";
import { type ColorSamples, type GraySamples, half, hasHalf, type Samples } from "./samples";

/** Image pixels to device pixels; a and d, or b and c, are 0: quarter turns only. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Picture {
  samples: Samples;
  /** Of gray samples. */
  map: GrayMap | undefined;
  matrix: Matrix;
  /** Of colour: each level from the other end (gray has it in its map). */
  inverted: boolean;
  /** Interpolate between pixels. */
  smooth: boolean;
  /** At rest: take the time for the best picture. */
  fine: boolean;
}

/** Screen pixels that the best interpolation fills in half a picture's time, without a graphics card. */
const QUICK_SCREEN = 1.25e6;
/** Images of no more pixels go through the map whole: no difference between moving and resting. */
const QUICK_IMAGE = 1 << 20;

let scratch: OffscreenCanvas | undefined;

/** Draws on a canvas that is already cleared. Never takes longer than the canvas is large. */
export function draw(context: CanvasRenderingContext2D, picture: Picture): void {
  context.imageSmoothingEnabled = picture.smooth;
  const { canvas } = context;
  const quick = canvas.width * canvas.height <= QUICK_SCREEN;
  context.imageSmoothingQuality = picture.fine || quick ? "high" : "low";
  const { samples } = picture;
  if (samples.kind === "color") drawColor(context, picture, samples);
  else if (!picture.map) return;
  else if (magnification(picture.matrix) >= 1 || samples.data.length <= QUICK_IMAGE)
    drawLarger(context, picture, samples, picture.map);
  else drawSmaller(context, picture, samples, picture.map);
}

function magnification([a, b, c, d]: Matrix): number {
  return Math.min(Math.abs(a + b), Math.abs(c + d));
}

function drawColor(context: CanvasRenderingContext2D, { matrix, inverted }: Picture, samples: ColorSamples): void {
  const { rows, columns } = samples;
  context.setTransform(...matrix);
  context.drawImage(samples.bitmap, 0, 0, columns, rows);
  if (inverted) {
    // White less the colour.
    context.globalCompositeOperation = "difference";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, columns, rows);
    context.globalCompositeOperation = "source-over";
  }
  context.resetTransform();
}

/** Larger than life, or small anyhow: the visible pixels through the map, then the browser scales them. */
function drawLarger(context: CanvasRenderingContext2D, { matrix }: Picture, samples: GraySamples, map: GrayMap): void {
  const box = visible(context.canvas, matrix, samples);
  const [left, top, right, bottom] = box;
  const columns = right - left;
  const rows = bottom - top;
  if (columns <= 0 || rows <= 0) return;
  const image = new ImageData(columns, rows);
  const out = new Uint32Array(image.data.buffer);
  const x = Int32Array.from({ length: columns }, (_, n) => left + n);
  const y = Int32Array.from({ length: rows }, (_, n) => (top + n) * samples.columns);
  fill(out, samples.data, map, x, y);
  if (!scratch || scratch.width < columns || scratch.height < rows) {
    scratch = new OffscreenCanvas(Math.max(columns, scratch?.width ?? 0), Math.max(rows, scratch?.height ?? 0));
  }
  scratch.getContext("2d")!.putImageData(image, 0, 0);
  context.setTransform(...matrix);
  context.drawImage(scratch, 0, 0, columns, rows, left, top, columns, rows);
  context.resetTransform();
}

/** The pixels that the canvas shows, with one around for interpolation: left, top, right, bottom. */
function visible(
  canvas: HTMLCanvasElement,
  [a, b, c, d, e, f]: Matrix,
  { rows, columns }: GraySamples,
): [number, number, number, number] {
  const determinant = a * d - b * c;
  const corners = [0, canvas.width].flatMap((x) =>
    [0, canvas.height].map((y) => [
      (d * (x - e) - c * (y - f)) / determinant,
      (a * (y - f) - b * (x - e)) / determinant,
    ]),
  );
  const xs = corners.map(([x]) => x!);
  const ys = corners.map(([, y]) => y!);
  return [
    Math.max(0, Math.floor(Math.min(...xs)) - 1),
    Math.max(0, Math.floor(Math.min(...ys)) - 1),
    Math.min(columns, Math.ceil(Math.max(...xs)) + 1),
    Math.min(rows, Math.ceil(Math.max(...ys)) + 1),
  ];
}

/** Smaller than life: one look for each pixel of the screen, at the half (quarter, ...) that suits. */
function drawSmaller(context: CanvasRenderingContext2D, picture: Picture, full: GraySamples, map: GrayMap): void {
  let samples = full;
  let matrix = picture.matrix;
  while (
    magnification(matrix) <= 0.5 &&
    (picture.fine || hasHalf(samples)) &&
    Math.min(samples.rows, samples.columns) > 1
  ) {
    samples = half(samples);
    const [a, b, c, d, e, f] = matrix;
    matrix = [2 * a, 2 * b, 2 * c, 2 * d, e, f];
  }
  const { width, height } = context.canvas;
  const turned = matrix[0] === 0;
  // Along the screen's axes: which column (or row) of the image lies there.
  const [a, b, c, d, e, f] = matrix;
  const across = axis(width, turned ? c : a, e, turned ? samples.rows : samples.columns);
  const down = axis(height, turned ? b : d, f, turned ? samples.columns : samples.rows);
  if (!across.length || !down.length) return;
  const image = new ImageData(across.length, down.length);
  const out = new Uint32Array(image.data.buffer);
  const strides: [number, number] = turned ? [samples.columns, 1] : [1, samples.columns];
  if (picture.fine && picture.smooth)
    blend(out, samples.data, map, stepsOf(across, strides[0]), stepsOf(down, strides[1]));
  else fill(out, samples.data, map, places(across, strides[0]), places(down, strides[1]));
  context.putImageData(image, across.start, down.start);
}

interface Axis {
  /** First screen pixel, and how many. */
  start: number;
  length: number;
  /** Image coordinate of the first pixel's centre, and per pixel. */
  from: number;
  step: number;
  size: number;
}

function axis(screen: number, scale: number, offset: number, size: number): Axis {
  const ends = [offset, offset + scale * size];
  const start = Math.max(0, Math.ceil(Math.min(...ends) - 0.5));
  const end = Math.min(screen, Math.ceil(Math.max(...ends) - 0.5));
  return { start, length: Math.max(0, end - start), from: (start + 0.5 - offset) / scale, step: 1 / scale, size };
}

/** Nearest pixel: offsets into the samples. */
function places({ length, from, step, size }: Axis, stride: number): Int32Array {
  return Int32Array.from({ length }, (_, n) => stride * Math.min(size - 1, Math.max(0, Math.floor(from + n * step))));
}

interface Steps {
  low: Int32Array;
  high: Int32Array;
  share: Float32Array;
}

/** The two pixels around each place, and the share of the second. */
function stepsOf({ length, from, step, size }: Axis, stride: number): Steps {
  const steps = { low: new Int32Array(length), high: new Int32Array(length), share: new Float32Array(length) };
  for (let n = 0; n < length; n++) {
    const at = Math.min(size - 1, Math.max(0, from + n * step - 0.5));
    const low = Math.floor(at);
    steps.low[n] = low * stride;
    steps.high[n] = Math.min(size - 1, low + 1) * stride;
    steps.share[n] = at - low;
  }
  return steps;
}

/** Lines that are filled together: a turned image is read down its rows, some of them at a time. */
const BAND = 16;

function fill(out: Uint32Array, data: GraySamples["data"], map: GrayMap, x: Int32Array, y: Int32Array): void {
  const turned = x.length > 1 && Math.abs(x[1]! - x[0]!) > 2 * Math.abs((y[1] ?? 0) - y[0]!);
  const band = turned ? BAND : 1;
  for (let top = 0; top < y.length; top += band) {
    const lines = y.subarray(top, top + band);
    const target = out.subarray(top * x.length, (top + lines.length) * x.length);
    if (!map.exact) fillScaled(target, data, map, x, lines);
    else if (turned) fillBand(target, data, map, x, lines);
    else fillLine(target, data, map, x, lines[0]!);
  }
}

function fillLine(
  out: Uint32Array,
  data: GraySamples["data"],
  { table, from }: GrayMap,
  x: Int32Array,
  line: number,
): void {
  for (let n = 0; n < x.length; n++) out[n] = table[data[line + x[n]!]! - from]!;
}

function fillBand(
  out: Uint32Array,
  data: GraySamples["data"],
  { table, from }: GrayMap,
  x: Int32Array,
  y: Int32Array,
): void {
  for (let n = 0; n < x.length; n++) {
    const column = x[n]!;
    for (let row = 0, at = n; row < y.length; row++, at += x.length) out[at] = table[data[y[row]! + column]! - from]!;
  }
}

/** What is no number: outside of a volume, or never measured. */
const NOTHING = 0xff000000;

/** Of 32-bit samples, whose places in the table have to be found. */
function fillScaled(
  out: Uint32Array,
  data: GraySamples["data"],
  { table, from, scale, padding: [low, high] }: GrayMap,
  x: Int32Array,
  y: Int32Array,
): void {
  const last = table.length - 1;
  let at = 0;
  for (let row = 0; row < y.length; row++) {
    for (let n = 0; n < x.length; n++) {
      const stored = data[y[row]! + x[n]!]!;
      const place = (stored - from) * scale;
      out[at++] = place !== place || (stored >= low && stored <= high) ? NOTHING : table[place > 0 ? (place < last ? place | 0 : last) : 0]!;
    }
  }
}

/** Interpolates values, then maps: the gray between two pixels is the gray of the value between. */
function blend(out: Uint32Array, data: GraySamples["data"], map: GrayMap, x: Steps, y: Steps): void {
  const { table, from, scale } = map;
  const last = table.length - 1;
  let at = 0;
  for (let row = 0; row < y.low.length; row++) {
    const above = y.low[row]!;
    const below = y.high[row]!;
    const down = y.share[row]!;
    for (let n = 0; n < x.low.length; n++) {
      const left = x.low[n]!;
      const right = x.high[n]!;
      const share = x.share[n]!;
      const upper = data[above + left]! * (1 - share) + data[above + right]! * share;
      const lower = data[below + left]! * (1 - share) + data[below + right]! * share;
      const place = (upper + (lower - upper) * down - from) * scale + 0.5;
      out[at++] = place !== place ? NOTHING : table[place > 0 ? (place < last ? place | 0 : last) : 0]!;
    }
  }
}
