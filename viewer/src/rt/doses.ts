import type { App } from "../app";
import { feature } from "../feature";
import { stackPlanes, type Plane, type Point } from "../geometry/plane";
import { finest, reslice } from "../mpr/reslice";
import type { Volume } from "../mpr/volume";
import { cutOver } from "../over/cut";
import { Later } from "../over/later";
import { paintOver, pictureOf } from "../over/paint";
import { volumeOf, type PlacedVolume } from "../over/volume-of";
import type { Layer } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import type { OpenStack } from "../view/source";
import { words } from "../words/words";
import { ISODOSES, wash } from "./dose";
import { isoline } from "./isodose";

/** A dose as it lies over one image. */
interface DosePicture {
  picture: OffscreenCanvas;
  lines: { color: string; points: [Point, Point][] }[];
  /** From its pixels to those of the image. */
  place: [number, number, number, number, number, number];
}

/** Pictures kept, each of one dose over one image. */
const KEPT = 32;

/** Which doses are shown, and what they look like over each image. */
export class Doses {
  readonly hidden = new Set<number>();
  readonly #volumes: Later<number, PlacedVolume>;
  readonly #pictures = new Map<string, DosePicture>();

  constructor(readonly app: App) {
    this.#volumes = new Later(() => app.redrawLayers());
  }

  show(place: number, on: boolean): void {
    if (on) this.hidden.delete(place);
    else this.hidden.add(place);
    this.app.redrawLayers();
  }

  /** Doses in an image's space; one is not drawn over its own stack. */
  over(info: OpenStack): number[] {
    return this.app.index.doses.flatMap(({ stack, maximum }, place) => {
      if (stack === info.place || !(maximum > 0)) return [];
      const volume = this.#volumes.get(place, () => volumeOf(this.app, stack, words.overDose));
      const space = volume?.frameOfReference;
      return space !== undefined && space === info.table.frameOfReference ? [place] : [];
    });
  }

  pictureOn(place: number, info: OpenStack, frame: number): DosePicture | undefined {
    const plane = stackPlanes(info)[frame];
    const volume = this.#volumes.get(place, async () => undefined);
    if (!plane || !volume) return undefined;
    const key = `${place}:${plane.origin.join()}:${plane.normal.join()}`;
    const known = this.#pictures.get(key) ?? this.#make(place, volume, plane);
    this.#pictures.set(key, known);
    const oldest = this.#pictures.keys().next();
    if (this.#pictures.size > KEPT && !oldest.done) this.#pictures.delete(oldest.value);
    return known;
  }

  #make(place: number, volume: Volume, plane: Plane): DosePicture {
    const dose = this.app.index.doses[place]!;
    const { cut, place: placed } = cutOver(plane, finest(volume.grid));
    const { width, height } = cut;
    const values = reslice(volume, cut);
    const rgba = new Uint8ClampedArray(width * height * 4);
    wash(values, dose, rgba);
    return {
      picture: pictureOf(width, height, rgba),
      lines: ISODOSES.map(({ part, color }) => ({
        color: `rgb(${color.join(" ")})`,
        points: isoline(values, width, height, part * dose.maximum),
      })),
      place: placed,
    };
  }
}

export const doseLayer: Layer = {
  name: "dose",
  draw(context, view, app) {
    const info = view.info;
    if (app.index.doses.length === 0 || !info) return;
    const doses = feature(app, Doses);
    for (const place of doses.over(info)) {
      const picture = doses.hidden.has(place) ? undefined : doses.pictureOn(place, info, view.frame);
      if (!picture) continue;
      paintOver(context, view, picture.picture, picture.place, true);
      drawLines(context, view, picture);
      if (view.size.height >= LEGEND_HEIGHT && picture.lines.some(({ points }) => points.length > 0)) drawLegend(context, view, app, place);
    }
  },
};

/** Pixels of the picture have their centers at whole numbers in the lines, at halves in the canvas. */
function drawLines(context: CanvasRenderingContext2D, view: ImageView, { lines, place: [a, , , d, e, f] }: DosePicture): void {
  context.lineWidth = 1.25;
  for (const { color, points } of lines) {
    context.strokeStyle = color;
    context.beginPath();
    for (const line of points) {
      const [from, to] = line.map(([x, y]) => view.toCanvas({ x: (x + 0.5) * a + e, y: (y + 0.5) * d + f }));
      context.moveTo(from!.x, from!.y);
      context.lineTo(to!.x, to!.y);
    }
    context.stroke();
  }
}

/** In lower views the legend would hide the image. */
const LEGEND_HEIGHT = 260;

/** Isodoses and their values at the left of the view. */
function drawLegend(context: CanvasRenderingContext2D, view: ImageView, app: App, place: number): void {
  const { maximum, units } = app.index.doses[place]!;
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  const top = view.size.height / 2 - (ISODOSES.length * 18) / 2;
  ISODOSES.forEach(({ part, color }, row) => {
    const y = top + row * 18;
    context.fillStyle = `rgb(${color.join(" ")})`;
    context.fillRect(34, y - 5, 10, 10);
    const text = units === "Gy" ? `${(part * maximum).toFixed(1)} Gy` : words.ofMaximum.replace("{n}", String(Math.round(part * 100)));
    context.strokeStyle = "rgb(0 0 0 / 70%)";
    context.lineWidth = 3;
    context.strokeText(text, 50, y);
    context.fillStyle = "#e6edf1";
    context.fillText(text, 50, y);
  });
}
