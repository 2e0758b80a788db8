import type { Index } from "./data";
import { Emitter } from "./events";
import { type FrameId, Loader, type ReadFrames } from "./load/loader";
import { Measurements } from "./measure/measurements";
import { keepSettings, loadSettings, type Settings } from "./settings";
import { type StackInfo, stackInfos } from "./stacks";
import { LAYERS, PANELS, TOOLS } from "./tables";
import type { Tool } from "./tool/tool";
import type { ImageView, ViewHost } from "./view/image-view";
import { type Cell, Layout } from "./view/layout";
import type { Item, Panel } from "./view/panel";

export interface AppEvents {
  /** A view shows another frame, and its samples are there. */
  frame: ImageView;
  /** Window, zoom, orientation, size or stack of a view have changed. */
  view: ImageView;
  /** Another cell is active, or the active one shows something else. */
  active: Cell;
  /** Cells came or went. */
  layout: Layout;
  tool: Tool;
  settings: Settings;
  measurements: Measurements;
  /** Another disc, that the reader has opened, is to be shown instead. */
  disc: { index: Index; read: ReadFrames };
  /** To be told to the reader: by a screen reader, and shown for a moment. */
  notice: Notice;
}

export interface Notice {
  text: string;
  /** Takes the place of an earlier notice about the same. */
  about: string;
}

/** The viewer of one disc: everything that its parts share. */
export class App implements ViewHost {
  readonly events = new Emitter<AppEvents>();
  readonly stacks: readonly (StackInfo | undefined)[];
  readonly loader: Loader;
  readonly layout: Layout;
  readonly measurements: Measurements;
  readonly settings: Settings = loadSettings();
  tool: Tool = TOOLS[0]!;

  constructor(
    readonly index: Index,
    read?: ReadFrames,
  ) {
    this.stacks = stackInfos(index);
    this.loader = new Loader(this.stacks, read);
    this.layout = new Layout(this);
    this.measurements = new Measurements(() => {
      this.redrawLayers();
      this.events.emit("measurements", this.measurements);
    });
    this.loader.events.on("loaded", (id) => this.#told(id));
    this.loader.events.on("lost", (id) => this.#told(id));
  }

  /** The image view of the active cell. */
  get view(): ImageView | undefined {
    return this.layout.active.panel?.view;
  }

  /** All image views, active or not. */
  get views(): ImageView[] {
    return this.layout.cells.flatMap(({ panel }) => panel?.view ?? []);
  }

  get display(): readonly number[] | undefined {
    return this.index.display;
  }

  get smooth(): boolean {
    return this.settings.smooth;
  }

  /** Opens an item in a cell (the active one) and makes it active. */
  open(item: Item, cell: Cell = this.layout.active): Panel | undefined {
    const kind = PANELS.find(({ kind }) => kind === item.kind);
    const panel = kind?.open(this, item);
    if (panel) this.layout.put(panel, cell);
    return panel;
  }

  /** Rows by columns; empty cells get the stacks that are not shown yet, those after the active one first. */
  arrange(rows: number, columns: number): void {
    const { layout } = this;
    const active = layout.active;
    layout.set(rows, columns);
    const shown = new Set(
      layout.cells.map(({ panel }) => (panel?.item.kind === "stack" ? panel.item.place : undefined)),
    );
    const from = active.panel?.item.kind === "stack" ? active.panel.item.place : -1;
    const places = this.stacks.flatMap((info) => (info && !shown.has(info.place) ? info.place : []));
    const next = [...places.filter((place) => place > from), ...places.filter((place) => place < from)];
    for (const cell of layout.cells) {
      if (cell.panel) continue;
      const place = next.shift();
      if (place !== undefined) this.open({ kind: "stack", place }, cell);
    }
    layout.activate(layout.cells.includes(active) ? active : layout.cells[0]!);
  }

  choose(tool: Tool): void {
    this.tool.cancel?.(this);
    this.tool = tool;
    this.events.emit("tool", tool);
  }

  /** Changes what is remembered. */
  change(settings: Partial<Settings>): void {
    Object.assign(this.settings, settings);
    keepSettings(this.settings);
    this.events.emit("settings", this.settings);
    for (const view of this.views) view.invalidate();
  }

  notify(text: string, about = text): void {
    this.events.emit("notice", { text, about });
  }

  shown(view: ImageView): void {
    this.events.emit("frame", view);
  }

  changed(view: ImageView): void {
    this.events.emit("view", view);
  }

  drawLayers(context: CanvasRenderingContext2D, view: ImageView): void {
    for (const layer of LAYERS) {
      context.save();
      layer.draw(context, view, this);
      context.restore();
    }
  }

  redrawLayers(): void {
    for (const view of this.views) view.invalidate("layers");
  }

  /** A frame of a stack has come, or will never. */
  #told({ stack, frame }: FrameId): void {
    for (const view of this.views) if (view.info?.place === stack && view.frame === frame) view.arrived();
  }
}
