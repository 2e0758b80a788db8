import type { App } from "../app";
import { element } from "../ui/dom";
import { ImageView } from "../view/image-view";
import type { FrameSource } from "../view/source";
import { drawMarks } from "./marks";

/** The view as it is seen, with all that is drawn over the image; `ratio` pixels to a CSS pixel. */
export function pictureOf(app: App, view: ImageView, ratio: number): HTMLCanvasElement {
  const { width, height } = view.size;
  const canvas = element("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const context = canvas.getContext("2d")!;
  view.drawOn(context, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  app.drawLayers(context, view);
  drawMarks(context, view);
  return canvas;
}

/** The picture as a PNG; none of what a browser draws but gives nobody (a video's file). */
export async function blobOf(picture: HTMLCanvasElement): Promise<Blob | undefined> {
  const made = new Promise<Blob | null>((done) => picture.toBlob(done, "image/png"));
  return (await made.catch(() => null)) ?? undefined;
}

/** A view out of sight, in which frames are drawn one after the other for a print. */
export class HiddenView {
  readonly #box = element("div", { class: "hidden-view", "aria-hidden": "true" });
  readonly view: ImageView;
  readonly #app: App;
  readonly #sized: Promise<unknown>;

  constructor(app: App, size: { width: number; height: number }) {
    this.#app = app;
    this.view = new ImageView({
      display: app.display,
      smooth: true,
      shown: () => undefined,
      changed: () => undefined,
      drawLayers: () => undefined,
    });
    this.#box.style.width = `${size.width}px`;
    this.#box.style.height = `${size.height}px`;
    this.#box.append(this.view.element);
    document.getElementById("app")!.append(this.#box);
    // A view knows its size once it was laid out.
    this.#sized = new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(settle)));
  }

  /** The frame, displayed as `like` displays its own; undefined when it cannot be had. */
  async picture(source: FrameSource, frame: number, like: ImageView, ratio: number): Promise<HTMLCanvasElement | undefined> {
    await this.#sized;
    if (this.view.source !== source) this.view.open(source, frame);
    else this.view.show(frame);
    if (!source.peek(frame)) await this.#app.loader.frame(source.info.place, frame);
    this.view.arrived();
    this.view.set({ ...like.state, zoom: "fit", pan: { x: 0, y: 0 } });
    return this.view.samples ? pictureOf(this.#app, this.view, ratio) : undefined;
  }

  dispose(): void {
    this.view.dispose();
    this.#box.remove();
  }
}
