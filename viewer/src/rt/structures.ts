import type { App } from "../app";
import type { StructurePart } from "../data";
import { feature } from "../feature";
import { distanceTo, stackPlanes, type Plane } from "../geometry/plane";
import { step } from "../geometry/nearest";
import { Later } from "../over/later";
import { trace } from "../presentation/shutter";
import type { Layer } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import type { OpenStack } from "../view/source";
import { levels, outlines, type Level, type Outline } from "./contours";

/** Outlines kept, each of one structure set on one image. */
const KEPT = 64;

/** Which structures are shown, and where they cross each image. */
export class Structures {
  /** Numbers of hidden structures, by structure set. */
  readonly hidden = new Map<number, Set<number>>();
  readonly #parts: Later<number, StructurePart>;
  readonly #levels = new WeakMap<object, Map<number, { reference: Plane; levels: Level[] }>>();
  readonly #outlines = new Map<string, Outline[]>();

  constructor(readonly app: App) {
    this.#parts = new Later(() => app.redrawLayers());
  }

  hiddenOf(place: number): Set<number> {
    const hidden = this.hidden.get(place) ?? new Set<number>();
    this.hidden.set(place, hidden);
    return hidden;
  }

  show(place: number, roi: number, on: boolean): void {
    if (on) this.hiddenOf(place).delete(roi);
    else this.hiddenOf(place).add(roi);
    this.app.redrawLayers();
  }

  over({ table }: OpenStack): number[] {
    return this.app.index.structures.flatMap(({ frameOfReference }, place) =>
      frameOfReference === table.frameOfReference ? [place] : [],
    );
  }

  outlinesOn(place: number, info: OpenStack, frame: number): Outline[] {
    const plane = stackPlanes(info)[frame];
    const part = this.#partOf(place);
    if (!plane || !part) return [];
    const { reference, levels } = this.#levelsOf(place, info, part, plane);
    const key = `${place}:${plane.origin.join()}:${plane.normal.join()}`;
    const known = this.#outlines.get(key);
    if (known) return known;
    const made = outlines(levels, plane, distanceTo(reference, plane.origin), tolerance(info, plane));
    this.#outlines.set(key, made);
    const oldest = this.#outlines.keys().next();
    if (this.#outlines.size > KEPT && !oldest.done) this.#outlines.delete(oldest.value);
    return made;
  }

  #partOf(place: number): StructurePart | undefined {
    const structure = this.app.index.structures[place];
    return structure && this.#parts.get(place, () => this.app.loader.part<StructurePart>(structure.part));
  }

  #levelsOf(place: number, { table }: OpenStack, part: StructurePart, plane: Plane): { reference: Plane; levels: Level[] } {
    const all = this.#levels.get(table) ?? new Map<number, { reference: Plane; levels: Level[] }>();
    this.#levels.set(table, all);
    const known = all.get(place) ?? { reference: plane, levels: levels(part.contours, plane) };
    all.set(place, known);
    return known;
  }
}

/** Least distance at which a contour still belongs to an image, mm. */
const LEAST_TOLERANCE = 0.5;

function tolerance(info: OpenStack, plane: Plane): number {
  return Math.max(LEAST_TOLERANCE, (step(stackPlanes(info)) || plane.thickness) / 2);
}

export const structureLayer: Layer = {
  name: "structures",
  draw(context, view, app) {
    const info = view.info;
    if (app.index.structures.length === 0 || !info) return;
    const structures = feature(app, Structures);
    for (const place of structures.over(info)) {
      const hidden = structures.hiddenOf(place);
      const all = structures.outlinesOn(place, info, view.frame).filter(({ roi }) => !hidden.has(roi));
      const { rois } = app.index.structures[place]!;
      for (const outline of all) {
        const color = rois.find(({ number }) => number === outline.roi)?.color ?? [255, 255, 0];
        drawOutline(context, view, outline, `rgb(${color.join(" ")})`);
      }
    }
  },
};

function drawOutline(context: CanvasRenderingContext2D, view: ImageView, { points, closed }: Outline, color: string): void {
  const line = points.map(([x, y]): [number, number] => {
    const spot = view.toCanvas({ x, y });
    return [spot.x, spot.y];
  });
  context.beginPath();
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = 1.75;
  context.lineJoin = "round";
  if (line.length === 1) context.arc(line[0]![0], line[0]![1], 1.75, 0, 2 * Math.PI);
  else trace(context, line, closed);
  if (line.length === 1) context.fill();
  else context.stroke();
}
