import type { App } from "../app";
import type { Blend } from "../data";
import { feature } from "../feature";
import { stackPlanes, type Plane } from "../geometry/plane";
import { finest, reslice } from "../mpr/reslice";
import { cutOver, type CutOver } from "../over/cut";
import { Later } from "../over/later";
import { paintOver, pictureOf } from "../over/paint";
import { volumeOf, type PlacedVolume } from "../over/volume-of";
import { voiOf, windowsOf } from "../pixels/voi";
import type { Layer } from "../tool/tool";
import { words } from "../words/words";
import { PresentationStates } from "./states";

/** Pictures kept, each of one image over another. */
const KEPT = 32;

const NOT_BLENDED = (): string => `${words.overOmits}: ${words.omitsBlending}`;

interface Picture {
  picture: OffscreenCanvas;
  place: CutOver["place"];
}

/** Images in color over others, as presentation states have them. */
class Blends {
  readonly #volumes: Later<number, PlacedVolume>;
  readonly #pictures: Later<string, Picture>;

  constructor(readonly app: App) {
    this.#volumes = new Later(() => app.redrawLayers());
    this.#pictures = new Later(() => app.redrawLayers(), KEPT);
  }

  pictureOn(blend: Blend, plane: Plane, space: number | undefined): Picture | undefined {
    const volume = this.#volumes.get(blend.stack, () => volumeOf(this.app, blend.stack, NOT_BLENDED()));
    if (!volume) return undefined;
    if (volume.frameOfReference === undefined || volume.frameOfReference !== space) return this.#missing();
    const key = JSON.stringify([blend.stack, blend.opacity, blend.window, plane.origin, plane.right, plane.normal]);
    return this.#pictures.get(key, async () => this.#make(blend, volume, plane));
  }

  #make(blend: Blend, volume: PlacedVolume, plane: Plane): Picture {
    const { cut, place } = cutOver(plane, finest(volume.grid));
    const values = reslice(volume, cut);
    const [center, width] = blend.window ?? this.#windowOf(blend.stack, values);
    const rgba = colored(values, voiOf({ center, width, function: "LINEAR_EXACT" }), blend);
    return { picture: pictureOf(cut.width, cut.height, rgba), place };
  }

  /** The window of the upper image itself, else all of its values. */
  #windowOf(stack: number, values: Float32Array): [number, number] {
    const info = this.app.stacks[stack];
    const own = info?.table && windowsOf(info.table, info.stack.frames >> 1)[0];
    if (own) return [own[0], own[1]];
    const known = values.filter(Number.isFinite);
    const [least, most] = known.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
    return least < most ? [(least + most) / 2, most - least] : [0, 1];
  }

  /** Not in silence: the images do not lie in one space. */
  #missing(): undefined {
    this.app.notify(NOT_BLENDED());
    return undefined;
  }
}

/** Values through a window and a palette, as much as is seen of them; nothing where nothing is known. */
export function colored(values: Float32Array, gray: (value: number) => number, { palette, opacity }: Blend): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * values.length);
  const last = palette.length / 3 - 1;
  values.forEach((value, at) => {
    if (!Number.isFinite(value)) return;
    const level = 3 * Math.round(gray(value) * last);
    rgba.set([palette[level]!, palette[level + 1]!, palette[level + 2]!, 255 * opacity], 4 * at);
  });
  return rgba;
}

export const blendLayer: Layer = {
  name: "blend",
  draw(context, view, app) {
    const blend = app.index.presentations.length > 0 ? feature(app, PresentationStates).display(view)?.blend : undefined;
    const plane = view.info && stackPlanes(view.info)[view.frame];
    if (!blend || !plane) return;
    const made = feature(app, Blends).pictureOn(blend, plane, view.info?.table.frameOfReference);
    if (made) paintOver(context, view, made.picture, made.place, true);
  },
};
