import type { App } from "../app";
import type { PresentationPart, PresentedDisplay } from "../data";
import { feature } from "../feature";
import { drawOverlays, picturesOf, type Shown, tellLost } from "../overlay/layer";
import { Later } from "../over/later";
import { at } from "../stacks";
import type { Layer } from "../tool/tool";
import { voiFunctionOf } from "../pixels/voi";
import { INITIAL, type DisplayState, type ImageView, type WindowChoice } from "../view/image-view";
import { aspectOf, millimetres } from "../view/scale";
import type { OpenStack } from "../view/source";
import { clampZoom, fitZoom } from "../view/transform";
import { drawGraphics } from "./graphics";
import { displayOf, presentationsOf } from "./select";
import { drawShutters, type ToCanvas } from "./shutter";

/** Overlays of displays kept. */
const KEPT = 8;

/** Which presentation state each stack is shown with. */
export class PresentationStates {
  /** By stack; the place in `Index.presentations`. */
  readonly #chosen = new Map<number, number>();
  readonly #parts: Later<number, PresentationPart>;
  readonly #overlays: Later<PresentedDisplay, Shown[]>;
  /** What each view was last made to look like. */
  readonly #applied = new WeakMap<ImageView, { stack: number; display: PresentedDisplay | undefined }>();

  constructor(readonly app: App) {
    this.#parts = new Later(() => this.#applyAll());
    this.#overlays = new Later(() => app.redrawLayers(), KEPT, () => tellLost(app));
    app.events.on("view", (view) => this.#apply(view));
  }

  of(stack: number): number[] {
    return presentationsOf(this.app.index.presentations, stack);
  }

  chosen(stack: number): number | undefined {
    return this.#chosen.get(stack);
  }

  /** Shows a stack as a state says, or as it came. */
  choose(stack: number, presentation: number | undefined): void {
    if (presentation === undefined) this.#chosen.delete(stack);
    else this.#chosen.set(stack, presentation);
    const view = this.app.views.find(({ reference }) => reference?.[0] === stack);
    const images = this.app.index.presentations[presentation ?? -1]?.images.filter(([place]) => place === stack);
    const first = images?.[0];
    if (view && first && !images.some(([, frame]) => frame === view.frame)) view.show(first[1]);
    this.#applyAll();
  }

  display({ reference }: ImageView): PresentedDisplay | undefined {
    const number = reference && this.#chosen.get(reference[0]);
    const presentation = number === undefined ? undefined : this.app.index.presentations[number];
    if (!reference || !presentation) return undefined;
    const part = this.#parts.get(presentation.part, () => this.app.loader.part<PresentationPart>(presentation.part));
    return part && displayOf(part, reference);
  }

  overlays(display: PresentedDisplay): Shown[] {
    return (display.overlays && this.#overlays.get(display, () => picturesOf(display.overlays!))) ?? [];
  }

  #applyAll(): void {
    for (const view of this.app.views) this.#apply(view);
    this.app.redrawLayers();
  }

  /** Once for each view and display: what the reader changes after that stays. */
  #apply(view: ImageView): void {
    const display = this.display(view);
    const stack = view.info?.place ?? -1;
    const before = this.#applied.get(view);
    if (before?.stack === stack && before.display === display) return;
    this.#applied.set(view, { stack, display });
    if (display) view.set(stateOf(display, view.info));
    else if (before?.stack === stack) view.set(INITIAL);
    if (display?.area) showArea(display, view, this.app.settings.pixelsPerMillimetre);
  }
}

/**
 * Window, polarity and orientation. A state's Presentation LUT replaces what Photometric
 * Interpretation says (PS3.3 C.11.6), so its polarity is not added to the image's own.
 */
export function stateOf(display: PresentedDisplay, info: Pick<OpenStack, "stack"> | undefined): DisplayState {
  return {
    ...INITIAL,
    inverted: (display.inverted ?? false) !== (info?.stack.inverted ?? false),
    rotation: display.rotation ?? 0,
    flipped: display.flipped ?? false,
    curve: display.curve,
    palette: display.palette,
    window: windowOf(display),
  };
}

/** What a state lacks is an identity, none of the image's own, where the gray transformation is the state's (PS3.4 N.2.1). */
function windowOf(display: PresentedDisplay): WindowChoice {
  const { window, voiLut, modality } = display;
  const linear = window && { center: window[0], width: window[1], function: voiFunctionOf(display) };
  const voi = voiLut ? { lut: voiLut } : linear;
  return voi || modality ? { kind: "state", voi, modality } : INITIAL.window;
}

/** The displayed area in the middle of the view, fitted, in true size or magnified (PS3.3 C.10.4). */
function showArea(display: PresentedDisplay, view: ImageView, pixelsPerMillimetre: number): void {
  const [[left, top], [right, bottom]] = display.area!;
  const [width, height] = [Math.abs(right - left) + 1, Math.abs(bottom - top) + 1];
  const spacing = display.pixelSpacing?.[1] ?? (view.info && millimetres(view.info, view.frame));
  const fitted = fitZoom(view.state, { width, height, aspect: view.info ? aspectOf(view.info, view.frame) : 1 }, view.size);
  const zooms = {
    fit: fitted,
    "true size": spacing ? spacing * pixelsPerMillimetre : fitted,
    magnify: (display.magnification ?? 1) / devicePixelRatio,
  };
  view.set({ zoom: clampZoom(zooms[display.areaMode ?? "fit"]), pan: { x: 0, y: 0 } });
  const middle = view.toCanvas({ x: (left + right - 1) / 2, y: (top + bottom - 1) / 2 });
  view.set({ pan: { x: view.size.width / 2 - middle.x, y: view.size.height / 2 - middle.y } });
}

function shownDisplay(app: App, view: ImageView): PresentedDisplay | undefined {
  return app.index.presentations.length > 0 ? feature(app, PresentationStates).display(view) : undefined;
}

function toCanvasOf(view: ImageView): ToCanvas {
  return ([x, y]) => {
    const spot = view.toCanvas({ x, y });
    return [spot.x, spot.y];
  };
}

/** Below all else: a shutter hides the image, not what is drawn over it. */
export const shutterLayer: Layer = {
  name: "shutter",
  draw(context, view, app) {
    const display = shownDisplay(app, view);
    const shutters = display ? display.shutters : at(view.info?.table.shutters, view.frame);
    if (shutters) drawShutters(context, shutters, toCanvasOf(view), view.size);
  },
};

/** Groups of an image's own overlays that its state wants; undefined where it is shown as it came. */
export function activatedBy(app: App, view: ImageView): readonly number[] | undefined {
  const display = shownDisplay(app, view);
  return display && (display.activated ?? []);
}

export const presentationLayer: Layer = {
  name: "presentation",
  draw(context, view, app) {
    const display = shownDisplay(app, view);
    if (!display || !view.info) return;
    drawOverlays(context, view, feature(app, PresentationStates).overlays(display));
    drawGraphics(context, display, view.info.stack, toCanvasOf(view));
  },
};
