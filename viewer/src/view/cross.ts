import type { App } from "../app";
import type { Press } from "../tool/tool";
import type { ImageView } from "./image-view";
import type { Point } from "./transform";

/** Image pixels for each press of an arrow key, with Shift. */
const LEAP = 10;
const STEPS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A pointer for the keys: with a drawing tool arrows move a cross, Enter presses there. */
export class Cross {
  #at: Point | undefined;

  constructor(
    readonly app: App,
    readonly view: ImageView,
  ) {}

  get at(): Point | undefined {
    return this.app.tool.points ? this.#at : undefined;
  }

  /** True when the key was for the cross. */
  key(event: KeyboardEvent): boolean {
    if (!this.app.tool.points || event.ctrlKey || event.altKey || event.metaKey) return false;
    const step = STEPS[event.key];
    if (step && this.#at) this.#moveBy(step, event.shiftKey ? LEAP : 1);
    else if (event.key === "Enter") this.#enter(event.shiftKey);
    else if (event.key === "Escape" && this.#at) this.#leave();
    else return false;
    return true;
  }

  #moveBy(step: Point, pixels: number): void {
    const { width, height } = this.view.shape;
    const { x, y } = this.#at!;
    this.#at = {
      x: Math.min(width, Math.max(0, x + step.x * pixels)),
      y: Math.min(height, Math.max(0, y + step.y * pixels)),
    };
    this.app.tool.hover?.(this.app, this.#press());
    this.view.invalidate("layers");
  }

  /** First shows the cross, in the image's middle; then sets a point; with Shift all is done. */
  #enter(finish: boolean): void {
    if (finish) this.app.tool.finish?.(this.app);
    else if (this.#at) {
      const press = this.#press();
      this.app.tool.press(this.app, press)?.end?.(press);
    } else {
      const { width, height } = this.view.shape;
      this.#at = { x: Math.floor(width / 2) + 0.5, y: Math.floor(height / 2) + 0.5 };
    }
    this.view.invalidate("layers");
  }

  #leave(): void {
    if (!this.app.tool.cancel?.(this.app)) this.#at = undefined;
    this.view.invalidate("layers");
  }

  #press(): Press {
    const at = this.#at!;
    return { view: this.view, at, spot: this.view.toCanvas(at), shift: false };
  }

  draw(context: CanvasRenderingContext2D): void {
    if (!this.at) return;
    const { x, y } = this.view.toCanvas(this.at);
    context.strokeStyle = "#fff";
    context.lineWidth = 1;
    strokeCross(context, { x, y }, [4, 18]);
  }
}

/** Four lines around a point, which stays free, from one distance to the other. */
export function strokeCross(context: CanvasRenderingContext2D, { x, y }: Point, [from, to]: [number, number]): void {
  context.beginPath();
  for (const step of Object.values(STEPS)) {
    context.moveTo(x + from * step.x, y + from * step.y);
    context.lineTo(x + to * step.x, y + to * step.y);
  }
  context.stroke();
}
