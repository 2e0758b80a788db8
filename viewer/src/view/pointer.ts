import type { App } from "../app";
import { LAYERS, TOOLS } from "../tables";
import type { Drag, Press, Tool } from "../tool/tool";
import { zoomBy } from "../tool/zoom";
import type { ImageView } from "./image-view";
import { type Point, zoomedAt } from "./transform";

/** What the buttons do beside the primary one, which has the chosen tool. */
const BUTTON_TOOLS: Record<number, string> = { 1: "pan", 2: "window" };
/** Wheel movement (CSS pixels) that is one image: a mouse's notch is 100 or more, a touchpad's less. */
const NOTCH = 40;

/** Mouse, touch and pen upon one view. */
export class PointerInput {
  readonly #fingers = new Map<number, Point>();
  #drag: Drag | undefined;
  #pinch: ((one: Point, other: Point) => void) | undefined;
  #wheel = 0;

  constructor(
    readonly app: App,
    readonly view: ImageView,
  ) {
    const { element } = view;
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"] as const) {
      element.addEventListener(name, (event) => this.#up(event, name === "pointercancel"));
    }
    element.addEventListener("wheel", (event) => this.#turn(event), { passive: false });
    element.addEventListener("dblclick", () => this.#double());
    element.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  #press(event: MouseEvent): Press {
    const box = this.view.element.getBoundingClientRect();
    const spot = { x: event.clientX - box.left, y: event.clientY - box.top };
    return { view: this.view, spot, at: this.view.toImage(spot), shift: event.shiftKey };
  }

  #down(event: PointerEvent): void {
    if (this.view.info?.stack.absent) return;
    const press = this.#press(event);
    this.#fingers.set(event.pointerId, press.spot);
    this.view.element.setPointerCapture(event.pointerId);
    if (this.#fingers.size === 2) return this.#beginPinch();
    if (this.#fingers.size > 2) return;
    const taken = event.button === 0 ? pressLayers(this.app, press) : undefined;
    this.#drag = taken ?? toolOf(this.app, event).press(this.app, press);
  }

  #move(event: PointerEvent): void {
    const press = this.#press(event);
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, press.spot);
    if (this.#pinch) {
      const [one, other] = [...this.#fingers.values()];
      if (one && other) this.#pinch(one, other);
    } else if (this.#drag) this.#drag.move(press);
    else if (!this.#fingers.size) {
      if (!this.view.info?.stack.absent) this.app.tool.hover?.(this.app, press);
      this.view.element.style.cursor = cursorOf(this.app, press);
    }
  }

  #up(event: PointerEvent, cancelled: boolean): void {
    this.#fingers.delete(event.pointerId);
    if (this.#pinch) {
      if (!this.#fingers.size) this.#pinch = undefined;
      return;
    }
    const drag = this.#drag;
    this.#drag = undefined;
    if (cancelled) drag?.cancel?.();
    else drag?.end?.(this.#press(event));
  }

  /** Two fingers move and zoom the image, whatever the tool is. */
  #beginPinch(): void {
    this.#drag?.cancel?.();
    this.#drag = undefined;
    const { view } = this;
    const [one, other] = [...this.#fingers.values()] as [Point, Point];
    const from = { state: view.state, zoom: view.zoom, spread: spread(one, other), middle: middle(one, other) };
    this.#pinch = (a, b) => {
      const zoomed = zoomedAt(from.state, from.zoom, spread(a, b) / from.spread, from.middle, view.size);
      const at = middle(a, b);
      view.set({ ...zoomed, pan: { x: zoomed.pan.x + at.x - from.middle.x, y: zoomed.pan.y + at.y - from.middle.y } });
    };
  }

  #turn(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * NOTCH;
    if (event.ctrlKey || event.metaKey) return zoomBy(this.view, 2 ** (-pixels / 250), this.#press(event).spot);
    this.#wheel += Math.max(-NOTCH, Math.min(NOTCH, pixels));
    const images = Math.trunc(this.#wheel / NOTCH);
    this.#wheel -= images * NOTCH;
    if (images) this.view.show(this.view.frame + images);
  }

  #double(): void {
    if (this.app.measurements.draft) return this.app.tool.finish?.(this.app);
    const cell = this.app.layout.cells.find(({ panel }) => panel?.view === this.view);
    if (cell && !this.app.tool.points) this.app.layout.toggleMaximised(cell);
  }
}

function toolOf(app: App, event: PointerEvent): Tool {
  const name = event.pointerType === "mouse" ? BUTTON_TOOLS[event.button] : undefined;
  return TOOLS.find((tool) => tool.name === name) ?? app.tool;
}

/** The highest layer that has something there. */
function pressLayers(app: App, press: Press): Drag | undefined {
  for (const layer of [...LAYERS].reverse()) {
    const taken = layer.press?.(app, press);
    if (taken) return taken;
  }
  return undefined;
}

function cursorOf(app: App, press: Press): string {
  if (press.view.info?.stack.absent) return "default";
  for (const layer of LAYERS) {
    const cursor = layer.cursor?.(app, press);
    if (cursor) return cursor;
  }
  return app.tool.cursor;
}

function spread(one: Point, other: Point): number {
  return Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
