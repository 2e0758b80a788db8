import type { Column, Sample } from "../data";
import { center, stackPlanes } from "../geometry/plane";
import { gridCenter, gridOf, type Grid, type NoVolume } from "../geometry/volume";
import { add, dot, scale, subtract, type Vector } from "../geometry/vector";
import type { Loader } from "../load/loader";
import { half } from "../pixels/samples";
import { at } from "../stacks";
import type { OpenStack } from "../view/source";
import { turned, UPRIGHT_AXES, VIEWS, type Axes, type ViewName } from "./panes";
import type { SlabMode } from "./slab";
import { ReslicedSource } from "./source";
import { emptyVolume, type Volume } from "./volume";

/** Bytes of samples that a volume may keep: beyond, its slices are halved in both directions. */
const MOST_BYTES = 450e6;
/** The views are made anew at most this often while slices come in. */
const REFRESH_MS = 300;
/** After so long without a change frames are made at their full size. */
const SETTLED_MS = 160;

/** A window for images that have none: an automatic one would look at a volume still empty. */
type Window = { center: number; width: number };

/** Three views at right angles through the volume of one stack, and what they have in common. */
export class Reconstruction {
  readonly volume: Volume;
  /** All slices have one rescale: frames stay stored values. */
  readonly uniform: boolean;
  /** What the samples of frames are, and which of them is outside the volume. */
  readonly sample: Sample;
  readonly outside: number;
  readonly sources: Record<ViewName, ReslicedSource>;
  axes: Axes = UPRIGHT_AXES;
  center: Vector;
  slab = 0;
  mode: SlabMode = "maximum";
  /** While something is dragged frames are made at half their size; `settle` makes them anew. */
  draft = false;
  #settling = 0;
  /** Slices that have come, or cannot be had. */
  loaded = 0;
  #stopped = false;
  #refreshing = 0;
  readonly #halved: boolean;

  private constructor(
    readonly from: OpenStack,
    grid: Grid,
    center: Vector,
    readonly window: Window | undefined,
  ) {
    const { table, stack } = from;
    const bytes = grid.frames.length * stack.rows * stack.columns * (stack.sample === "u8" || stack.sample === "i8" ? 1 : 2);
    this.#halved = bytes > MOST_BYTES;
    this.uniform = constant(table.slope) && constant(table.intercept) && stack.sample !== "f32";
    const own = <T>(value: T, other: T): T => (this.uniform ? value : other);
    this.volume = emptyVolume(
      this.#halved ? halved(grid) : grid,
      (frame) => own(1, at(table.slope, frame) ?? 1),
      (frame) => own(0, at(table.intercept, frame) ?? 0),
    );
    this.outside = (this.uniform ? outsideOf(from) : undefined) ?? NaN;
    this.sample = Number.isNaN(this.outside) ? "f32" : (stack.sample ?? "f32");
    this.center = center;
    const source = (name: ViewName) => new ReslicedSource(this, name);
    this.sources = { axial: source("axial"), coronal: source("coronal"), sagittal: source("sagittal") };
  }

  /** A reconstruction of the stack, at the place of one of its frames; or why there can be none. */
  static of(info: OpenStack, frame: number, window?: Window): Reconstruction | NoVolume | "color" {
    if (info.stack.color || info.stack.encoding !== "predicted") return "color";
    const planes = stackPlanes(info);
    const grid = gridOf(planes);
    if (typeof grid === "string") return grid;
    const shown = planes[frame];
    return new Reconstruction(info, grid, shown ? center(shown) : gridCenter(grid), window);
  }

  get slices(): number {
    return this.volume.grid.frames.length;
  }

  /** Reads all slices, from the middle outward; `progress` hears of each. */
  async load(loader: Loader, progress: (loaded: number) => void): Promise<void> {
    const middle = this.slices >> 1;
    const order = Array.from({ length: this.slices }, (_, slice) => slice);
    order.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    // All are asked for at once: the loader reads each chunk once, in its own order.
    await Promise.all(order.map((slice) => this.#loadSlice(loader, slice, progress)));
    this.#refresh();
  }

  async #loadSlice(loader: Loader, slice: number, progress: (loaded: number) => void): Promise<void> {
    const samples = await loader.frame(this.from.place, this.volume.grid.frames[slice]!);
    if (this.#stopped) return;
    if (samples?.kind === "gray") this.volume.slices[slice] = (this.#halved ? half(samples) : samples).data;
    this.loaded++;
    progress(this.loaded);
    this.#refreshing ||= setTimeout(() => this.#refresh(), REFRESH_MS) as unknown as number;
  }

  #refresh(): void {
    clearTimeout(this.#refreshing);
    this.#refreshing = 0;
    if (!this.#stopped) for (const name of VIEWS) this.sources[name].refresh();
  }

  /** Frames are made fast from now on, and well once nothing has changed for a moment. */
  hurry(): void {
    this.draft = true;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.draft = false;
      this.#refresh();
    }, SETTLED_MS) as unknown as number;
  }

  setSlab(slab: number, mode: SlabMode): void {
    this.slab = slab;
    this.mode = mode;
    this.#refresh();
  }

  /** Turns the two other views about the normal of `about` through the cross-hairs. */
  turn(about: ViewName, angle: number): void {
    this.axes = turned(this.axes, about, angle);
    for (const name of VIEWS) this.sources[name].turn();
  }

  upright(): void {
    this.axes = UPRIGHT_AXES;
    this.center = gridCenter(this.volume.grid);
    for (const name of VIEWS) this.sources[name].turn();
  }

  /** The cross-hairs follow when a view is scrolled. */
  scrolled(name: ViewName, to: Vector): void {
    const { normal } = this.axes[name];
    this.center = add(this.center, scale(normal, dot(subtract(to, this.center), normal)));
  }

  /** Lets go of the slices, also of those still to come. */
  dispose(): void {
    this.#stopped = true;
    this.volume.slices.fill(undefined);
  }
}

/** The lowest of signed samples, which no image means. */
const LEAST: { [sample: string]: number } = { i8: -128, i16: -32768, i32: -2147483648 };
/** The highest of unsigned samples, and their bits: of fewer bits no image has it. */
const MOST: { [sample: string]: [number, number] } = { u8: [255, 8], u16: [65535, 16], u32: [4294967295, 32] };

/** A stored value that says "outside the volume": padding, or one that no pixel has; none where all mean something. */
export function outsideOf({ stack, table }: Pick<OpenStack, "stack" | "table">): number | undefined {
  const sample = stack.sample ?? "f32";
  const [most, bits] = MOST[sample] ?? [0, 0];
  return table.padding?.[0] ?? LEAST[sample] ?? (stack.bits < bits ? most : undefined);
}

function constant(column: Column<number> | undefined): boolean {
  return !column || "all" in column || column.each.every((value) => value === column.each[0]);
}

/** The grid of slices at half their size: each voxel is the middle of four. */
function halved(grid: Grid): Grid {
  const [columns, rows, slices] = grid.size;
  return {
    ...grid,
    origin: add(grid.origin, scale(add(grid.across, grid.along), 0.5)),
    across: scale(grid.across, 2),
    along: scale(grid.along, 2),
    size: [columns >> 1, rows >> 1, slices],
  };
}
