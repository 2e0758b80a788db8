import type { FrameRef, Modality, Stack } from "../data";
import { draw, type Matrix } from "../pixels/draw";
import { type GrayMap, grayMap } from "../pixels/map";
import type { Samples } from "../pixels/samples";
import {
  autoWindow,
  identityVoi,
  modalityOf,
  ownModality,
  SOFT_TISSUE,
  spanOf,
  type Voi,
  valuesBy,
  voiFunctionOf,
  voiOf,
  windowIn,
  windowsOf,
} from "../pixels/voi";
import { element } from "../ui/dom";
import { aspectOf } from "./scale";
import type { FrameSource, OpenStack } from "./source";
import {
  apply,
  type ImageShape,
  matrixOf,
  type Point,
  type Size,
  type Transform,
  unapply,
  UPRIGHT,
  zoomOf,
} from "./transform";
import { VideoFrames } from "./video";

/** Which window is shown: one that came with the image, or its table, one that was chosen, or one over all values. */
export type WindowChoice =
  | { kind: "own"; number: number }
  | { kind: "lut" }
  | { kind: "set"; center: number; width: number }
  | { kind: "state"; voi: Voi | undefined; modality: Modality | undefined }
  | { kind: "auto" };

/** All that a reader changes of an image's display. */
export interface DisplayState extends Transform {
  window: WindowChoice;
  inverted: boolean;
  /** A presentation state's levels and colors behind the window (`PresentedDisplay`). */
  curve?: readonly number[] | undefined;
  palette?: readonly number[] | undefined;
}

export const INITIAL: DisplayState = {
  ...UPRIGHT,
  window: { kind: "own", number: 0 },
  inverted: false,
  curve: undefined,
  palette: undefined,
};

/** What an image view needs of the application. */
export interface ViewHost {
  /** P-value to driving level. */
  readonly display: readonly number[] | undefined;
  readonly smooth: boolean;
  /** The frame that `view` shows has changed, and its samples are there. */
  shown(view: ImageView): void;
  /** Window, zoom, orientation, ... have changed. */
  changed(view: ImageView): void;
  drawLayers(context: CanvasRenderingContext2D, view: ImageView): void;
}

/** After this much rest the best picture is drawn. */
const REST_MS = 90;

/** How each stack was left when its view went: a smaller layout loses nothing. */
const LEFT = new WeakMap<OpenStack, { frame: number; state: DisplayState }>();

/** What is looked at first, which the disc has first: a series' middle, a movie's beginning. */
function firstFrame({ order, frames }: Stack): number {
  return order === "forward" ? 0 : frames >> 1;
}

/** One image in a cell: frames of a source, drawn on a canvas, with the layers above on another. */
export class ImageView {
  readonly kind = "image";
  readonly element = element("div", { class: "image" });
  readonly #pixels = element("canvas", { "aria-hidden": "true" });
  readonly #above = element("canvas", { "aria-hidden": "true" });
  source: FrameSource | undefined;
  frame = 0;
  state: DisplayState = INITIAL;
  #size: Size = { width: 1, height: 1 };
  #samples: Samples | undefined;
  /** The frame that `#samples` are of. */
  #shownFrame = -1;
  #map: { key: string; map: GrayMap } | undefined;
  #auto: { center: number; width: number } | undefined;
  #video: VideoFrames | undefined;
  #pending = 0;
  #stalePixels = false;
  #rest = 0;
  readonly #watch = new ResizeObserver(() => this.#resized());

  constructor(readonly host: ViewHost) {
    this.element.append(this.#pixels, this.#above);
    try {
      // Also told when a window goes to a screen with other pixels; WebKit does not know it.
      this.#watch.observe(this.element, { box: "device-pixel-content-box" });
    } catch {
      this.#watch.observe(this.element);
    }
  }

  get info(): OpenStack | undefined {
    return this.source?.info;
  }

  /** The disc's frame that is shown; none where a reconstruction made it: nothing on the disc names that. */
  get reference(): FrameRef | undefined {
    return this.info && !this.source?.together ? [this.info.place, this.frame] : undefined;
  }

  /** The samples of the frame that is asked for, once they are there. */
  get samples(): Samples | undefined {
    return this.#shownFrame === this.frame ? this.#samples : undefined;
  }

  get size(): Size {
    return this.#size;
  }

  get frames(): number {
    return this.info?.stack.frames ?? 0;
  }

  get video(): VideoFrames | undefined {
    return this.#video;
  }

  /** Shows `source` from `frame` on: as it came, or as it was left. */
  open(source: FrameSource, frame?: number): void {
    this.#remember();
    const left = LEFT.get(source.info);
    const first = frame ?? left?.frame ?? firstFrame(source.info.stack);
    this.source?.release(this);
    this.#video?.dispose();
    this.#video = undefined;
    this.source = source;
    this.frame = Math.max(0, Math.min(first, source.info.stack.frames - 1));
    this.state = left?.state ?? INITIAL;
    this.#samples = undefined;
    this.#shownFrame = -1;
    this.#auto = undefined;
    this.#map = undefined;
    const { stack } = source.info;
    if (stack.video) this.#video = new VideoFrames(stack.video, stack, () => this.arrived());
    this.host.changed(this);
    this.#seek();
  }

  /** Goes to a frame; outside numbers are the first or the last. */
  show(frame: number): void {
    const next = Math.max(0, Math.min(Math.round(frame), this.frames - 1));
    if (next === this.frame || !this.source) return;
    this.frame = next;
    this.#seek();
  }

  #seek(): void {
    this.#video?.seek(this.frame);
    this.source?.focus(this, this.frame);
    this.arrived();
  }

  /** A frame has come: shown, when it is the one that is looked at. */
  arrived(): void {
    const samples = this.#video ? this.#video.samples : this.source?.peek(this.frame);
    // No image is better than the one before under this one's number.
    if (this.source?.isLost(this.frame)) this.#samples = undefined;
    if (samples && (this.#shownFrame !== this.frame || samples !== this.#samples)) {
      this.#samples = samples;
      this.#shownFrame = this.frame;
      this.host.shown(this);
    }
    this.invalidate();
    this.host.changed(this);
  }

  /** Changes how the image is displayed. */
  set(change: Partial<DisplayState>): void {
    this.state = { ...this.state, ...change };
    this.invalidate();
    this.host.changed(this);
  }

  get shape(): ImageShape {
    const info = this.info;
    if (!info) return { width: 1, height: 1, aspect: 1 };
    return { width: info.stack.columns, height: info.stack.rows, aspect: aspectOf(info, this.frame) };
  }

  get zoom(): number {
    return zoomOf(this.state, this.shape, this.#size);
  }

  get matrix(): Matrix {
    return matrixOf(this.state, this.shape, this.#size);
  }

  /** Image pixels to CSS pixels of this view. */
  toCanvas(point: Point): Point {
    return apply(this.matrix, point);
  }

  toImage(point: Point): Point {
    return unapply(this.matrix, point);
  }

  /** The window in use, in values of the modality; `undefined` for tables and colour. */
  get window(): { center: number; width: number } | undefined {
    const voi = this.#voi();
    const { info } = this;
    return voi && "center" in voi && info ? windowIn(voi, this.#modality, ownModality(info.table, this.frame)) : undefined;
  }

  /** Makes the values that the window in use is of: a presentation state may have its own. */
  get #modality(): Modality {
    const choice = this.state.window;
    if (choice.kind === "state" && choice.modality) return choice.modality;
    return this.info ? ownModality(this.info.table, Math.max(0, this.#shownFrame)) : { slope: 1, intercept: 0 };
  }

  /** What a change of the window begins with; where a table is shown, the window over what the frame holds. */
  get windowToChange(): { center: number; width: number } | undefined {
    return this.window ?? (this.info?.stack.color ? undefined : this.#autoWindow());
  }

  #voi(): Voi | undefined {
    const info = this.info;
    if (!info || info.stack.color) return undefined;
    const choice = this.state.window;
    const name = voiFunctionOf(info.table);
    if (choice.kind === "set") {
      const { center, width } = choice;
      // LINEAR is of whole numbers: a window of one or less would be a threshold.
      return { center, width, function: name === "LINEAR" && width < 2 ? "LINEAR_EXACT" : name };
    }
    const said = choice.kind === "state" ? (choice.voi ?? identityVoi(info.stack, this.#modality)) : undefined;
    if (said) return said;
    if (choice.kind === "lut" && info.table.voiLut) return { lut: info.table.voiLut };
    if (choice.kind === "own") {
      const own = windowsOf(info.table, this.frame);
      const window = own[choice.number] ?? own[0];
      if (window) return { center: window[0], width: window[1], function: name };
      if (info.table.voiLut) return { lut: info.table.voiLut };
      if (info.table.units === "HU") return { ...SOFT_TISSUE, function: "LINEAR" };
    }
    const auto = this.#autoWindow();
    return auto && { ...auto, function: "LINEAR_EXACT" };
  }

  /** Found once, by the first frame that was shown: it must not flicker through the stack. */
  #autoWindow(): { center: number; width: number } | undefined {
    const samples = this.#samples;
    if (samples?.kind === "gray" && this.info) {
      this.#auto ??= autoWindow(samples, this.info.table, Math.max(0, this.#shownFrame));
    }
    return this.#auto;
  }

  /** Value of the modality from what is stored, of the shown frame. */
  get modality(): (stored: number) => number {
    return this.info ? modalityOf(this.info.table, this.frame) : (stored) => stored;
  }

  #mapOf(): GrayMap | undefined {
    const samples = this.#samples;
    const info = this.info;
    const voi = this.#voi();
    if (samples?.kind !== "gray" || !info || !voi) return undefined;
    const inverted = (info.stack.inverted ?? false) !== this.state.inverted;
    const modality = this.#modality;
    const { curve, palette } = this.state;
    const { padding, supplement } = info.table;
    const is32 = samples.data.BYTES_PER_ELEMENT === 4;
    // Beyond the window stored values may have colours of their own.
    const span = is32 && !supplement ? spanOf(voi, modality) : undefined;
    const range = is32 && !span ? this.#shownFrame : "";
    const key = JSON.stringify([voi, inverted, modality, range, curve, palette]);
    if (this.#map?.key !== key) {
      const value = valuesBy(modality);
      const gray = voiOf(voi);
      const input = { inverted, span, padding, supplement, curve, palette, display: this.host.display };
      this.#map = { key, map: grayMap(samples, { ...input, gray: (stored) => gray(value(stored)) }) };
    }
    return this.#map.map;
  }

  /** Draws again before the next picture of the screen; `layers`: only what is above the pixels. */
  invalidate(what: "all" | "layers" = "all"): void {
    if (what === "all") this.#stalePixels = true;
    this.#pending ||= requestAnimationFrame(() => {
      this.#pending = 0;
      this.redraw();
    });
  }

  /** Draws now. */
  redraw(): void {
    if (this.#stalePixels) {
      this.#stalePixels = false;
      this.#drawPixels(false);
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#drawPixels(true), REST_MS);
    }
    const context = this.#above.getContext("2d")!;
    const ratio = devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#size.width, this.#size.height);
    if (this.info) this.host.drawLayers(context, this);
  }

  #drawPixels(fine: boolean): void {
    const context = this.#pixels.getContext("2d", { alpha: false })!;
    this.drawOn(context, devicePixelRatio, fine);
  }

  /** Draws the image as it lies, `ratio` pixels for each CSS pixel, on any canvas. */
  drawOn(context: CanvasRenderingContext2D, ratio: number, fine = true): void {
    context.resetTransform();
    context.fillStyle = "#000";
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    if (!this.#samples) return;
    const matrix = this.matrix.map((value) => value * ratio) as unknown as Matrix;
    draw(context, {
      samples: this.#samples,
      map: this.#mapOf(),
      matrix,
      smooth: this.host.smooth,
      fine,
      inverted: this.state.inverted,
    });
  }

  #resized(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    this.#size = { width, height };
    for (const canvas of [this.#pixels, this.#above]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    this.invalidate();
    this.redraw();
    this.host.changed(this);
  }

  #remember(): void {
    if (this.info) LEFT.set(this.info, { frame: this.frame, state: this.state });
  }

  dispose(): void {
    this.#remember();
    this.source?.release(this);
    this.#video?.dispose();
    this.#watch.disconnect();
    cancelAnimationFrame(this.#pending);
    clearTimeout(this.#rest);
    this.element.remove();
  }
}
