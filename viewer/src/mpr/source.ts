import type { FrameTable, Sample, Stack } from "../data";
import type { SampleArray } from "../load/predict";
import type { GraySamples, Samples } from "../pixels/samples";
import type { FrameSource, OpenStack } from "../view/source";
import { words } from "../words/words";
import { frameAt, frameCenter, paneOf, positionOf, type Pane, type ViewName } from "./panes";
import type { Reconstruction } from "./reconstruction";
import { reslice } from "./reslice";

/** Reformatted frames kept for each view: enough for scrolling to and fro, and for cine of a few. */
const KEPT = 12;

/** A view that looks at a source, and hears when its frame has come. */
interface Looker {
  frame: number;
  arrived(): void;
}

/** One view of a reconstruction as a source of frames: the tools need not know that it is none of the disc's. */
export class ReslicedSource implements FrameSource {
  #pane: Pane;
  #info: OpenStack;
  readonly #kept = new Map<number, Samples>();
  readonly #lookers = new Set<Looker>();

  constructor(readonly reconstruction: Reconstruction, readonly name: ViewName) {
    this.#pane = paneOf(reconstruction.volume.grid, reconstruction.axes, name, reconstruction.center);
    this.#info = infoOf(reconstruction, name, this.#pane);
  }

  get info(): OpenStack {
    return this.#info;
  }

  /** The frame that passes through the cross-hairs. */
  get frame(): number {
    return Math.min(Math.max(frameAt(this.#pane, this.reconstruction.center), 0), this.#pane.frames - 1);
  }

  get together(): object {
    return this.reconstruction;
  }

  get pane(): Pane {
    return this.#pane;
  }

  peek(frame: number): Samples {
    const known = this.#kept.get(frame);
    if (known) return known;
    const made = this.#make(frame);
    this.#kept.set(frame, made);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return made;
  }

  focus(view: object): void {
    this.#lookers.add(view as Looker);
  }

  release(view: object): void {
    this.#lookers.delete(view as Looker);
  }

  isLost(): boolean {
    return false;
  }

  /** Slices have come, or the slab has changed: all frames are made anew. */
  refresh(): void {
    this.#kept.clear();
    this.#info.table.thickness = { all: thicknessOf(this.reconstruction, this.#pane) };
    for (const looker of this.#lookers) looker.arrived();
  }

  /** The axes have changed: so have the places of all frames, and which one the cross-hairs are in. */
  turn(): void {
    this.#pane = paneOf(this.reconstruction.volume.grid, this.reconstruction.axes, this.name, this.reconstruction.center);
    this.#info = infoOf(this.reconstruction, this.name, this.#pane);
    for (const looker of this.#lookers) looker.frame = this.frame;
    this.refresh();
  }

  #make(frame: number): GraySamples {
    const { volume, slab, mode, sample, outside, draft } = this.reconstruction;
    const { right, down, normal, columns, rows } = this.#pane;
    const center = frameCenter(this.#pane, frame);
    const [width, height] = draft ? [Math.ceil(columns / 2), Math.ceil(rows / 2)] : [columns, rows];
    const pixel = draft ? this.#pane.pixel * 2 : this.#pane.pixel;
    const made = reslice(volume, { center, right, down, normal, pixel, width, height, slab, mode });
    const values = draft ? doubled(made, width, columns, rows) : made;
    return { kind: "gray", rows, columns, data: stored(values, sample, outside) };
  }
}

/** A picture in twice its size. */
function doubled(values: Float32Array, width: number, columns: number, rows: number): Float32Array {
  const out = new Float32Array(columns * rows);
  for (let row = 0, place = 0; row < rows; row++) {
    const line = (row >> 1) * width;
    for (let column = 0; column < columns; column++, place++) out[place] = values[line + (column >> 1)]!;
  }
  return out;
}

/** Values as samples of the stack's own kind. */
function stored(values: Float32Array, sample: Sample, outside: number): SampleArray {
  if (sample === "f32") return values;
  const out = arrayOf(sample, values.length);
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    out[place] = value === value ? Math.round(value) : outside;
  }
  return out;
}

function arrayOf(sample: Exclude<Sample, "f32">, length: number): SampleArray {
  const kinds = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array, u32: Uint32Array, i32: Int32Array };
  return new kinds[sample](length);
}

/** The stack and table of a view, as if the disc had them. */
function infoOf(reconstruction: Reconstruction, name: ViewName, pane: Pane): OpenStack {
  const { from, uniform, sample, outside, window } = reconstruction;
  const { stack, table } = from;
  const made: Stack = {
    ...stack,
    label: words[name],
    frames: pane.frames,
    rows: pane.rows,
    columns: pane.columns,
    encoding: "predicted",
    sample,
    chunks: [],
    rate: undefined,
    durations: undefined,
    overlays: undefined,
    table: 0,
  };
  const own: FrameTable = {
    ...table,
    number: { each: Array.from({ length: pane.frames }, (_, frame) => frame + 1) },
    frame: undefined,
    time: undefined,
    technique: undefined,
    shutters: undefined,
    position: { each: Array.from({ length: pane.frames }, (_, frame) => [...positionOf(pane, frame)]) },
    orientation: { all: [...pane.right, ...pane.down] },
    spacing: { all: [pane.pixel, pane.pixel] },
    thickness: { all: thicknessOf(reconstruction, pane) },
    slope: uniform ? first(table.slope) : undefined,
    intercept: uniform ? first(table.intercept) : undefined,
    windows: first(table.windows) ?? (window && { all: [[window.center, window.width, ""]] }),
    suv: first(table.suv),
    padding: uniform && table.padding ? table.padding : Number.isNaN(outside) ? undefined : [outside, outside],
  };
  return { ...from, stack: { ...made, table: own }, table: own };
}

function thicknessOf({ slab }: Reconstruction, { pixel }: Pane): number {
  return Math.max(slab, pixel);
}

function first<T>(column: { all: T } | { each: T[] } | undefined): { all: T } | undefined {
  if (!column) return undefined;
  if ("all" in column) return column;
  const value = column.each[column.each.length >> 1];
  return value === undefined ? undefined : { all: value };
}
