import type { App } from "../app";
import type { Overlay, OverlayPart } from "../data";
import { Later } from "../over/later";
import { paintOver, pictureOf } from "../over/paint";
import type { ImageView } from "../view/image-view";
import { words } from "../words/words";
import { maskOf, overlaysOf, type Mask } from "./planes";

/** Pictures kept, of one frame's overlays each. */
const KEPT = 24;

export interface Shown {
  mask: Mask;
  picture: OffscreenCanvas;
}

/** Overlay planes (60xx): whether they are shown, and their pictures. */
export class Overlays {
  on = true;
  readonly #parts: Later<number, OverlayPart>;
  readonly #pictures: Later<string, Shown[]>;

  constructor(readonly app: App) {
    const redraw = () => app.redrawLayers();
    this.#parts = new Later(redraw);
    this.#pictures = new Later(redraw, KEPT, () => tellLost(app));
  }

  show(on: boolean): void {
    this.on = on;
    this.app.redrawLayers();
  }

  of({ info, frame }: ImageView): Shown[] {
    const number = info?.stack.overlays;
    if (info === undefined || number === undefined) return [];
    const part = this.#parts.get(number, () => this.app.loader.part<OverlayPart>(number));
    if (!part) return [];
    return this.#pictures.get(`${info.place}:${frame}`, () => picturesOf(overlaysOf(part, frame))) ?? [];
  }
}

/** Overlay planes that came damaged. */
export function tellLost(app: App): void {
  app.notify(`${words.overOverlays}: ${words.lost}`);
}

/** Overlay planes, ready to be drawn. */
export async function picturesOf(overlays: Overlay[]): Promise<Shown[]> {
  const masks = await Promise.all(overlays.map(maskOf));
  return masks.map((mask) => ({ mask, picture: pictureOf(mask.columns, mask.rows, white(mask)) }));
}

function white({ alpha }: Mask): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(alpha.length * 4).fill(255);
  for (let place = 0; place < alpha.length; place++) rgba[place * 4 + 3] = alpha[place]!;
  return rgba;
}

export function drawOverlays(context: CanvasRenderingContext2D, view: ImageView, shown: Shown[]): void {
  for (const { mask, picture } of shown) paintOver(context, view, picture, [1, 0, 0, 1, mask.left, mask.top], false);
}
