import { PULSE_ROOM, type Sheet, type Strip } from "./layout";

/** Colors of the paper and of the curves. */
export interface Ink {
  paper: string;
  /** Lines every millimeter, and every five. */
  fine: string;
  coarse: string;
  curve: string;
}

export const PAPERS: Record<"dark" | "paper", Ink> = {
  dark: { paper: "#0d1114", fine: "#171f24", coarse: "#25323a", curve: "#e6edf1" },
  paper: { paper: "#fffaf7", fine: "#f9dcd3", coarse: "#efb3a3", curve: "#111" },
};

/** Fine lines closer than this, pixels, would only gray the paper. */
const CLOSEST_LINES = 2.5;

/** Draws the part of a sheet that begins at `left` mm; `mm` is a millimeter in pixels. */
export function drawSheet(context: CanvasRenderingContext2D, sheet: Sheet, mm: number, left: number, ink: Ink, pulse: boolean): void {
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, width, height);
  drawGrid(context, mm, left, ink);
  context.setTransform(1, 0, 0, 1, -left * mm, 0);
  const seen: Range = [left - 1, left + width / mm + 1];
  for (const strip of sheet.strips) drawStrip(context, strip, mm, ink, seen);
  if (pulse) drawPulses(context, sheet, mm, ink);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

type Range = [number, number];

function drawGrid(context: CanvasRenderingContext2D, mm: number, left: number, ink: Ink): void {
  if (mm >= CLOSEST_LINES) lines(context, 1, mm, left, ink.fine);
  lines(context, 5, mm, left, ink.coarse);
}

function lines(context: CanvasRenderingContext2D, every: number, mm: number, left: number, color: string): void {
  const { width, height } = context.canvas;
  context.beginPath();
  for (let at = Math.ceil(left / every) * every; (at - left) * mm < width; at += every) {
    const x = Math.round((at - left) * mm) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
  }
  for (let at = 0; at * mm < height; at += every) {
    const y = Math.round(at * mm) + 0.5;
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.stroke();
}

function drawStrip(context: CanvasRenderingContext2D, strip: Strip, mm: number, ink: Ink, seen: Range): void {
  const { lead, from, to, left, zero, gain, speed } = strip;
  const first = Math.max(Math.ceil(from * lead.rate), Math.floor((from + (seen[0] - left) / speed) * lead.rate));
  const last = Math.min(Math.floor(to * lead.rate), Math.ceil((from + (seen[1] - left) / speed) * lead.rate), lead.values.length);
  context.beginPath();
  let drawn = false;
  for (let place = first; place < last; place++) {
    const value = lead.values[place]!;
    if (value !== value) {
      drawn = false;
      continue;
    }
    const x = (left + (place / lead.rate - from) * speed) * mm;
    const y = (zero - value * gain) * mm;
    if (drawn) context.lineTo(x, y);
    else context.moveTo(x, y);
    drawn = true;
  }
  context.strokeStyle = ink.curve;
  context.lineWidth = Math.max(1, mm * 0.25);
  context.lineJoin = "round";
  context.stroke();
  drawLabel(context, strip, mm, ink);
}

function drawLabel(context: CanvasRenderingContext2D, { lead, left, top }: Strip, mm: number, ink: Ink): void {
  context.font = `600 ${Math.max(11, 3.4 * mm)}px system-ui, sans-serif`;
  context.fillStyle = ink.curve;
  context.textBaseline = "bottom";
  context.fillText(lead.label, (left + 1) * mm, top * mm);
}

/** The calibration pulse: 1 mV for 200 ms, before the first lead of each row. */
function drawPulses(context: CanvasRenderingContext2D, { strips }: Sheet, mm: number, ink: Ink): void {
  const first = Math.min(...strips.map(({ left }) => left));
  context.beginPath();
  for (const { left, zero, gain, speed } of strips.filter((strip) => strip.left === first)) {
    const from = left - PULSE_ROOM + 3;
    const wide = 0.2 * speed;
    const corners = [[from - 1, 0], [from, 0], [from, 1], [from + wide, 1], [from + wide, 0], [from + wide + 1, 0]];
    corners.forEach(([x, up], place) => {
      const at = [x! * mm, (zero - up! * gain) * mm] as const;
      if (place === 0) context.moveTo(...at);
      else context.lineTo(...at);
    });
  }
  context.strokeStyle = ink.curve;
  context.lineWidth = Math.max(1, mm * 0.25);
  context.stroke();
}
