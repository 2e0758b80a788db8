import type { App } from "../app";
import { Emitter } from "../events";
import { feature } from "../feature";
import type { Vector } from "../geometry/vector";
import { ImagePanel } from "../view/image-panel";
import type { ImageView, WindowChoice } from "../view/image-view";
import type { Item } from "../view/panel";
import { words } from "../words/words";
import { controlsOf } from "./controls";
import { steer } from "./keys";
import { frameCenter, VIEWS, type ViewName } from "./panes";
import { Reconstruction } from "./reconstruction";
import type { SlabMode } from "./slab";
import { ReslicedSource } from "./source";

/** Narrower pages show one view below the other. */
const NARROW = 700;

/** The reconstruction that is shown, if there is one, and what was shown before. */
export class Mpr {
  readonly events = new Emitter<{ changed: void }>();
  reconstruction: Reconstruction | undefined;
  #pending = 0;
  #change: ((reconstruction: Reconstruction) => void) | undefined;
  /** Where the cross-hairs are about to be. */
  #aim: Vector | undefined;
  /** The part of a turn that is not shown yet. */
  #turned = 0;
  #before: { rows: number; columns: number; items: (Item | undefined)[] } | undefined;

  constructor(readonly app: App) {
    app.events.on("view", (view) => this.#scrolled(view));
    document.addEventListener("keydown", (event) => {
      const { view } = app;
      if (event.altKey && view && steer(this, view, event)) event.preventDefault();
    });
    app.events.on("layout", () => this.reconstruction && queueMicrotask(() => this.#closeWhenGone()));
  }

  /** Shows the active stack in three planes. */
  open(): void {
    const view = this.app.view;
    const info = view?.info;
    if (!info || this.reconstruction) return;
    const made = Reconstruction.of(info, view.frame, view.window);
    if (typeof made === "string") return this.app.notify(words[WHY_NOT[made]]);
    const { layout } = this.app;
    const shown = view.window;
    const window: WindowChoice = shown ? { kind: "set", center: shown.center, width: shown.width } : view.state.window;
    const { inverted } = view.state;
    this.#before = { rows: layout.rows, columns: layout.columns, items: layout.cells.map(({ panel }) => panel && { ...panel.item }) };
    this.reconstruction = made;
    layout.set(...((innerWidth < NARROW ? [3, 1] : [2, 2]) as [number, number]));
    VIEWS.forEach((name, number) => {
      const panel = new ImagePanel(this.app, { kind: "mpr", place: info.place }, words[name]);
      panel.element.append(controlsOf(this, name, panel.view));
      layout.put(panel, layout.cells[number]!);
      panel.show(made.sources[name], made.sources[name].frame);
      panel.view.set({ window, inverted });
    });
    const last = layout.cells[VIEWS.length];
    if (last) this.app.open({ kind: "stack", place: info.place }, last);
    layout.activate(layout.cells[0]!);
    void made.load(this.app.loader, () => this.events.emit("changed", undefined));
  }

  /** Back to what was shown before. */
  close(): void {
    const before = this.#before;
    this.#end();
    if (!before) return;
    const { layout } = this.app;
    layout.set(before.rows, before.columns);
    before.items.forEach((item, number) => {
      const cell = layout.cells[number];
      if (item && cell) this.app.open(item, cell);
    });
    layout.activate(layout.cells[0]!);
  }

  #end(): void {
    this.reconstruction?.dispose();
    this.reconstruction = undefined;
    this.#before = undefined;
    this.events.emit("changed", undefined);
  }

  /** Another layout or other series took the place of all views. */
  #closeWhenGone(): void {
    if (!this.app.views.some((view) => this.sourceOf(view))) this.#end();
  }

  /** The view's source when it is of this reconstruction. */
  sourceOf({ source }: ImageView): ReslicedSource | undefined {
    return source instanceof ReslicedSource && source.reconstruction === this.reconstruction ? source : undefined;
  }

  viewOf(name: ViewName): ImageView | undefined {
    return this.app.views.find((view) => this.sourceOf(view)?.name === name);
  }

  #scrolled(view: ImageView): void {
    const source = this.sourceOf(view);
    if (!source || source.frame === view.frame) return;
    source.reconstruction.scrolled(source.name, frameCenter(source.pane, view.frame));
    this.app.redrawLayers();
    this.events.emit("changed", undefined);
  }

  /** Does the last of many changes once for each picture of the screen. */
  #soon(change: (reconstruction: Reconstruction) => void): void {
    this.#change = change;
    this.#pending ||= requestAnimationFrame(() => {
      this.#pending = 0;
      if (!this.reconstruction) return;
      this.reconstruction.hurry();
      this.#change?.(this.reconstruction);
      this.events.emit("changed", undefined);
    });
  }

  /** Where the cross-hairs stand, also when that is not shown yet. */
  get aim(): Vector | undefined {
    return this.#aim ?? this.reconstruction?.center;
  }

  /** Puts the cross-hairs at a point of the patient. */
  moveTo(point: Vector): void {
    this.#aim = point;
    this.#soon((reconstruction) => this.#moveTo(reconstruction, point));
  }

  #moveTo(reconstruction: Reconstruction, point: Vector): void {
    reconstruction.center = point;
    this.#aim = undefined;
    for (const name of VIEWS) this.viewOf(name)?.show(reconstruction.sources[name].frame);
    this.app.redrawLayers();
  }

  turn(about: ViewName, angle: number): void {
    this.#turned += angle;
    this.#soon((reconstruction) => {
      reconstruction.turn(about, this.#turned);
      this.#turned = 0;
    });
  }

  upright(): void {
    this.reconstruction?.upright();
    this.events.emit("changed", undefined);
  }

  setSlab(slab: number, mode: SlabMode): void {
    this.#soon((reconstruction) => reconstruction.setSlab(slab, mode));
  }
}

/** Why a stack cannot be reconstructed, in words. */
export const WHY_NOT = {
  position: "mprNoPosition",
  few: "mprFew",
  orientation: "mprOrientation",
  spacing: "mprSpacing",
  color: "mprColor",
} as const;

export function toggleMpr(app: App): void {
  const mpr = feature(app, Mpr);
  if (mpr.reconstruction) mpr.close();
  else mpr.open();
}
