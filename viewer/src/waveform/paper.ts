import { toggle } from "../ui/controls";
import { element } from "../ui/dom";
import { words } from "../words/words";
import { march, measure, measureText, stripAt, type Calipers } from "./calipers";
import { drawSheet, PAPERS } from "./draw";
import type { Sheet } from "./layout";

/** Sheets longer than this are scrolled along, not shrunk into the view, mm. */
const LONGEST_FITTED = 400;
/** Smallest millimeter of a fitted sheet, CSS pixels. */
const SMALLEST = 2;
/** How near a press must be to an end of the calipers to take it, CSS pixels. */
const GRIP = 14;

/** The paper: draws what is in sight of a sheet, and holds the calipers. */
export class Paper {
  readonly element = element("div", { class: "paper-box" });
  readonly controls: HTMLElement[];
  readonly #scroll = element("div", { class: "paper-scroll" });
  readonly #room = element("div", { class: "paper-room" });
  readonly #canvas = element("canvas", { class: "paper", tabindex: 0, role: "img", "aria-label": words.waveformPaperLabel });
  readonly #reading = element("output", { class: "paper-reading" });
  readonly #watch = new ResizeObserver(() => this.#resized());
  #sheet: Sheet = { strips: [], width: 1, height: 1 };
  #pulse = false;
  #white = false;
  #trueSize = false;
  #marching = false;
  #calipers: Calipers | undefined;
  /** The end that keys move. */
  #end: "from" | "to" = "to";
  /** A millimeter in CSS pixels. */
  #mm = 4;
  #pending = 0;

  constructor(readonly trueMillimetre: () => number) {
    this.#room.append(this.#canvas);
    this.#scroll.append(this.#room);
    this.element.append(this.#scroll, this.#reading);
    this.controls = [toggle(words.waveformMarch, false, (on) => this.#set(() => (this.#marching = on)))];
    this.#scroll.addEventListener("scroll", () => this.#later());
    this.#canvas.addEventListener("pointerdown", (event) => this.#pressed(event));
    this.#watch.observe(this.#scroll);
    this.#say();
  }

  show(sheet: Sheet, pulse: boolean): void {
    this.#sheet = sheet;
    this.#pulse = pulse;
    this.#calipers = undefined;
    this.#say();
    this.#resized();
  }

  setTrueSize(on: boolean): void {
    this.#trueSize = on;
    this.#resized();
  }

  setWhite(on: boolean): void {
    this.#set(() => (this.#white = on));
  }

  #set(change: () => void): void {
    change();
    this.#later();
  }

  #resized(): void {
    const { clientWidth: width, clientHeight: height } = this.#scroll;
    if (!width || !height) return;
    const { width: long, height: high } = this.#sheet;
    const fitted = long > LONGEST_FITTED ? this.trueMillimetre() : Math.max(SMALLEST, Math.min(width / long, height / high));
    this.#mm = this.#trueSize ? this.trueMillimetre() : fitted;
    this.#room.style.width = `${Math.max(width, long * this.#mm)}px`;
    this.#room.style.height = `${Math.max(height, high * this.#mm)}px`;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = this.#room.style.height;
    this.#canvas.width = Math.round(width * devicePixelRatio);
    const scrolls = long * this.#mm > width + 1 || high * this.#mm > height + 1;
    this.#canvas.style.touchAction = scrolls ? "pan-x pan-y" : "none";
    this.#canvas.height = Math.round(Math.max(height, high * this.#mm) * devicePixelRatio);
    this.#draw();
  }

  #later(): void {
    this.#pending ||= requestAnimationFrame(() => {
      this.#pending = 0;
      this.#draw();
    });
  }

  get #left(): number {
    return this.#scroll.scrollLeft / this.#mm;
  }

  #draw(): void {
    const context = this.#canvas.getContext("2d", { alpha: false })!;
    const ink = this.#white ? PAPERS.paper : PAPERS.dark;
    const mm = this.#mm * devicePixelRatio;
    drawSheet(context, this.#sheet, mm, this.#left, ink, this.#pulse);
    if (this.#calipers) this.#drawCalipers(context, this.#calipers, mm);
  }

  #drawCalipers(context: CanvasRenderingContext2D, { from, to }: Calipers, mm: number): void {
    context.setTransform(1, 0, 0, 1, -this.#left * mm, 0);
    context.strokeStyle = context.fillStyle = this.#white ? "#0b57d0" : "#5fd0ff";
    context.lineWidth = devicePixelRatio * 1.5;
    const { height } = this.#canvas;
    if (this.#marching) for (const x of march({ from, to }, this.#sheet.width)) line(context, x * mm, 0, x * mm, height, 0.35);
    for (const [x] of [from, to]) line(context, x * mm, 0, x * mm, height, 0.8);
    for (const [, y] of [from, to]) line(context, from[0] * mm, y * mm, to[0] * mm, y * mm, 0.8);
    const grip = this.#end === "from" ? from : to;
    context.beginPath();
    context.arc(grip[0] * mm, grip[1] * mm, 4 * devicePixelRatio, 0, 2 * Math.PI);
    context.fill();
  }

  #at(event: PointerEvent): [number, number] {
    const box = this.#canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / this.#mm + this.#left, (event.clientY - box.top) / this.#mm];
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = this.#at(event);
    const before = this.#calipers;
    const near = this.#near(at);
    if (near) this.#end = near;
    else if (before && isBegun(before)) this.#end = "to";
    else [this.#calipers, this.#end] = [{ from: at, to: at }, "to"];
    this.#canvas.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => this.#move(this.#at(moved));
    this.#canvas.addEventListener("pointermove", move);
    const stop = () => this.#canvas.removeEventListener("pointermove", move);
    this.#canvas.addEventListener("pointerup", stop, { once: true });
    const cancel = () => {
      stop();
      // The finger scrolls the paper.
      this.#calipers = before;
      this.#say();
      this.#later();
    };
    this.#canvas.addEventListener("pointercancel", cancel, { once: true });
    this.#move(near && this.#calipers ? this.#calipers[near] : at);
  }

  #near([x, y]: [number, number]): "from" | "to" | undefined {
    const calipers = this.#calipers;
    if (!calipers) return undefined;
    const reach = GRIP / this.#mm;
    return (["to", "from"] as const).find((end) => Math.abs(calipers[end][0] - x) < reach && Math.abs(calipers[end][1] - y) < reach * 3);
  }

  #move(at: [number, number]): void {
    if (this.#calipers) this.#calipers = { ...this.#calipers, [this.#end]: at };
    this.#say();
    this.#later();
  }

  #say(): void {
    const found = this.#calipers && measure(this.#sheet, this.#calipers);
    this.#reading.textContent = found ? measureText(found) : words.waveformCalipersHow;
  }

  /** Keys of the calipers: arrows move an end, Space takes the other, Delete removes them. */
  key(event: KeyboardEvent): boolean {
    if (event.target !== this.#canvas) return false;
    const step = event.shiftKey ? 5 : 1 / this.#mm;
    const moves: { [key: string]: [number, number] } = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const by = moves[event.key];
    if (by) this.#nudge(by);
    else if (event.key === " ") this.#end = this.#end === "to" ? "from" : "to";
    else if (event.key === "Delete") this.#calipers = undefined;
    else return false;
    this.#say();
    this.#later();
    return true;
  }

  #nudge([x, y]: [number, number]): void {
    this.#calipers ??= this.#first();
    const at = this.#calipers[this.#end];
    this.#calipers = { ...this.#calipers, [this.#end]: [at[0] + x, at[1] + y] };
  }

  /** Calipers set by keys begin at the first strip's zero line, a large square apart. */
  #first(): Calipers {
    const strip = stripAt(this.#sheet, [0, 0]);
    const [x, y] = [this.#left + (strip?.left ?? 0) + 20, strip?.zero ?? 0];
    return { from: [x, y], to: [x + 5, y] };
  }

  /** For tests and the page: what the calipers show. */
  get reading(): string {
    return this.#reading.textContent ?? "";
  }

  dispose(): void {
    this.#watch.disconnect();
    cancelAnimationFrame(this.#pending);
  }
}

/** Calipers of one point, set by a tap: the next tap is their other end. */
function isBegun({ from, to }: Calipers): boolean {
  return from[0] === to[0] && from[1] === to[1];
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number, alpha: number): void {
  context.globalAlpha = alpha;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
  context.globalAlpha = 1;
}
