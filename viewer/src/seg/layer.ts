import type { App } from "../app";
import { feature } from "../feature";
import { parallel, share, stackPlanes, toImage, toPatient, type Plane } from "../geometry/plane";
import { Later } from "../over/later";
import { paintOver, pictureOf } from "../over/paint";
import type { Layer } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import type { OpenStack } from "../view/source";
import { cutPicture, volumesOf, type SegmentVolume } from "./cut";
import { framesOver, type SegmentFrame } from "./frames";
import { paint } from "./paint";

/** Painted pictures kept: a few for each view. */
const KEPT = 24;

/** Which segments are shown, and what they look like over each image. */
export class Segmentations {
  /** Numbers of hidden segments, by segmentation. */
  readonly hidden = new Map<number, Set<number>>();
  readonly #stacks: Later<number, OpenStack>;
  readonly #pictures: Later<string, OffscreenCanvas>;
  readonly #volumes: Later<number, SegmentVolume[]>;
  readonly #cuts = new Map<string, NonNullable<ReturnType<typeof cutPicture>>>();

  constructor(readonly app: App) {
    const redraw = () => app.redrawLayers();
    this.#stacks = new Later(redraw);
    this.#pictures = new Later(redraw, KEPT);
    this.#volumes = new Later(redraw);
  }

  hiddenOf(place: number): Set<number> {
    const hidden = this.hidden.get(place) ?? new Set<number>();
    this.hidden.set(place, hidden);
    return hidden;
  }

  show(place: number, segment: number, on: boolean): void {
    const hidden = this.hiddenOf(place);
    if (on) hidden.delete(segment);
    else hidden.add(segment);
    this.#pictures.clear();
    this.#cuts.clear();
    this.app.redrawLayers();
  }

  /** Segmentations that have to do with an image's space; one is not drawn over itself. */
  over(info: OpenStack): number[] {
    return this.app.index.segmentations.flatMap(({ stack }, place) => {
      if (stack === info.place) return [];
      const own = this.#stacks.get(stack, () => this.app.loader.open(stack));
      if (!own) return [];
      const named = sourcesOf(own).has(info.place);
      const space = own.table.frameOfReference;
      return named || (space !== undefined && space === info.table.frameOfReference) ? [place] : [];
    });
  }

  draw(context: CanvasRenderingContext2D, view: ImageView, place: number): void {
    const info = view.info;
    const stack = this.app.index.segmentations[place]?.stack ?? -1;
    const own = this.#stacks.get(stack, () => this.app.loader.open(stack));
    if (!info || !own) return;
    const plane = stackPlanes(info)[view.frame];
    const frames = framesOver(own.table, stackPlanes(own), view.reference, plane);
    if (frames.length === 0) return this.#drawCut(context, view, place, own, plane);
    const key = `${place}:${frames.map(({ frame }) => frame).join(",")}`;
    const picture = this.#pictures.get(key, () => this.#paint(place, own, frames));
    if (picture) paintOver(context, view, picture, placed(stackPlanes(own)[frames[0]!.frame], plane), false);
  }

  /** A segmentation in another direction than its own. */
  #drawCut(context: CanvasRenderingContext2D, view: ImageView, place: number, own: OpenStack, plane: Plane | undefined): void {
    const ownPlane = stackPlanes(own)[0];
    if (!plane || !ownPlane || !share(plane, ownPlane) || (parallel(plane, ownPlane) && !view.source?.together)) return;
    const volumes = this.#volumes.get(place, () => volumesOf(this.app, own));
    if (!volumes) return;
    const key = `${place}:${plane.origin.join()}:${plane.normal.join()}`;
    const made = this.#cuts.get(key) ?? cutPicture(this.app, place, volumes, this.hiddenOf(place), plane);
    if (!made) return;
    this.#cuts.set(key, made);
    const oldest = this.#cuts.keys().next();
    if (this.#cuts.size > KEPT && !oldest.done) this.#cuts.delete(oldest.value);
    paintOver(context, view, made.picture, made.place, false);
  }

  async #paint(place: number, { stack, place: number }: OpenStack, frames: SegmentFrame[]): Promise<OffscreenCanvas> {
    const segmentation = this.app.index.segmentations[place]!;
    const out = new Uint8ClampedArray(stack.rows * stack.columns * 4);
    const hidden = this.hiddenOf(place);
    for (const frame of frames) {
      const samples = await this.app.loader.frame(number, frame.frame);
      if (samples?.kind === "gray") paint(segmentation, frame, samples.data, stack.columns, hidden, out);
    }
    return pictureOf(stack.columns, stack.rows, out);
  }
}

const sources = new WeakMap<object, Set<number>>();

/** Stacks that a segmentation says it was made from. */
function sourcesOf({ table }: OpenStack): Set<number> {
  const known = sources.get(table);
  if (known) return known;
  const column = table.source;
  const all = !column ? [] : "all" in column ? [column.all] : column.each;
  const made = new Set(all.flatMap((source) => (source ? [source[0]] : [])));
  sources.set(table, made);
  return made;
}

/** From pixels of a segmentation to those of the image; the same where one has no place. */
function placed(own: Plane | undefined, image: Plane | undefined): [number, number, number, number, number, number] {
  if (!own || !image) return [1, 0, 0, 1, 0, 0];
  const [e, f] = toImage(image, toPatient(own, [0, 0]));
  const [x, y] = toImage(image, toPatient(own, [1, 0]));
  const [u, v] = toImage(image, toPatient(own, [0, 1]));
  return [x - e, y - f, u - e, v - f, e, f];
}

export const segmentationLayer: Layer = {
  name: "segmentation",
  draw(context, view, app) {
    if (app.index.segmentations.length === 0 || !view.info) return;
    const segmentations = feature(app, Segmentations);
    for (const place of segmentations.over(view.info)) segmentations.draw(context, view, place);
  },
};
