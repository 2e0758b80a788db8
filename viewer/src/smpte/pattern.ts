/** Gray of a P-value from 0 to 1, as the page's display table shows it. */
export type Gray = (part: number) => string;

type Context = CanvasRenderingContext2D;
type Box = readonly [left: number, top: number, width: number, height: number];

/** Patches around the middle, percent, clockwise from the upper left as SMPTE RP 133 has them. */
const PATCHES: readonly (readonly [percent: number, column: number, row: number])[] = [
  [50, 0, 0], [40, 0, 1], [30, 0, 2], [20, 0, 3], [10, 0, 4], [0, 0, 5],
  [100, 3, 5], [90, 3, 4], [80, 3, 3], [70, 3, 2], [60, 3, 1], [50, 3, 0],
];
/** Steps of P-value that should all look equally far apart (PS3.14). */
const STEPS = 18;

/**
 * A test pattern after SMPTE RP 133 to judge a screen by: the 5 % and 95 % squares must be seen
 * within their 0 % and 100 % ones, all patches told apart, all lines sharp.
 */
export function drawPattern(context: Context, width: number, height: number, gray: Gray): void {
  fill(context, [0, 0, width, height], gray(0.5));
  drawGrid(context, width, height, gray);
  const size = Math.floor(Math.min(width, height) / 10);
  const left = Math.floor(width / 2 - size * 2);
  const top = Math.floor(height / 2 - size * 3);
  for (const [percent, column, row] of PATCHES) {
    fill(context, [left + column * size, top + row * size, size, size], gray(percent / 100));
  }
  drawContrast(context, [left + size, top + size, size * 2, size * 2], gray);
  drawLines(context, [left + size, top + size * 3.5, size * 2, size], gray);
  const [across, edge] = [Math.min(width * 0.6, size * 8), Math.floor(size / 2)];
  drawBars(context, [Math.floor((width - across) / 2), edge, across, size], gray);
  drawSteps(context, [Math.floor((width - across) / 2), height - edge - size, across, size], gray);
  for (const [x, y] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
    drawLines(context, [edge + x * (width - 2 * edge - size), edge + y * (height - 2 * edge - size), size, size], gray);
  }
}

function fill(context: Context, [left, top, width, height]: Box, color: string): void {
  context.fillStyle = color;
  context.fillRect(Math.round(left), Math.round(top), Math.round(width), Math.round(height));
}

/** Crosshatch and border, for the geometry of the picture. */
function drawGrid(context: Context, width: number, height: number, gray: Gray): void {
  const every = Math.floor(Math.min(width, height) / 10);
  for (let x = Math.floor((width / 2) % every); x < width; x += every) fill(context, [x, 0, 1, height], gray(0.75));
  for (let y = Math.floor((height / 2) % every); y < height; y += every) fill(context, [0, y, width, 1], gray(0.75));
  fill(context, [0, 0, width, 2], gray(1));
  fill(context, [0, height - 2, width, 2], gray(1));
  fill(context, [0, 0, 2, height], gray(1));
  fill(context, [width - 2, 0, 2, height], gray(1));
}

/** 0 % with a 5 % square in it, 100 % with a 95 % one. */
function drawContrast(context: Context, [left, top, width, height]: Box, gray: Gray): void {
  const half = width / 2;
  const inset = half / 3;
  for (const [number, outer, inner] of [[0, 0, 0.05], [1, 1, 0.95]] as const) {
    fill(context, [left + number * half, top, half, height], gray(outer));
    fill(context, [left + number * half + inset, top + height / 2 - inset / 2, inset, inset], gray(inner));
  }
}

/** Black and white lines one, two and three pixels wide, standing and lying. */
function drawLines(context: Context, [left, top, width, height]: Box, gray: Gray): void {
  const cell = Math.floor(width / 3);
  const half = Math.floor(height / 2);
  for (const [number, wide] of [1, 2, 3].entries()) {
    const from = Math.round(left) + number * cell;
    for (let at = 0; at < cell; at += 2 * wide) {
      fill(context, [from + at, top, wide, half], gray(1));
      fill(context, [from + at + wide, top, wide, half], gray(0));
    }
    for (let at = 0; at < half; at += 2 * wide) {
      fill(context, [from, top + half + at, cell, wide], gray(1));
      fill(context, [from, top + half + at + wide, cell, wide], gray(0));
    }
  }
}

/** A white window in black and a black one in white: no streaks must follow them. */
function drawBars(context: Context, [left, top, width, height]: Box, gray: Gray): void {
  fill(context, [left, top, width, height / 2], gray(0));
  fill(context, [left + width / 4, top + height / 8, width / 2, height / 4], gray(1));
  fill(context, [left, top + height / 2, width, height / 2], gray(1));
  fill(context, [left + width / 4, top + (height * 5) / 8, width / 2, height / 4], gray(0));
}

function drawSteps(context: Context, [left, top, width, height]: Box, gray: Gray): void {
  for (let step = 0; step < STEPS; step++) {
    const from = Math.round((step * width) / STEPS);
    const to = Math.round(((step + 1) * width) / STEPS);
    fill(context, [left + from, top, to - from, height], gray(step / (STEPS - 1)));
  }
}
