import type { App } from "../app";
import { element } from "../ui/dom";
import { words } from "../words/words";
import type { FrameId } from "../load/loader";
import type { ImageView } from "./image-view";

/** Where one is in a stack, at the right edge: a slider for mouse, finger, keys and screen readers. */
export class StackBar {
  readonly element = element("div", {
    class: "stack-bar",
    role: "slider",
    "aria-orientation": "vertical",
    tabindex: "0",
  });
  readonly #thumb = element("span", { class: "thumb" });
  readonly #off: (() => void)[];
  #stale = 0;
  readonly #read = element("span", { class: "read" });

  constructor(
    readonly app: App,
    readonly view: ImageView,
  ) {
    this.element.append(this.#read, this.#thumb);
    this.element.setAttribute("aria-label", words.image);
    const told = ({ stack }: FrameId) => {
      if (stack === view.info?.place) this.#stale ||= requestAnimationFrame(() => this.update());
    };
    this.#off = [app.loader.events.on("loaded", told), app.loader.events.on("lost", told)];
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) this.#go(event);
    });
  }

  #go({ clientY }: PointerEvent): void {
    const { top, height } = this.element.getBoundingClientRect();
    this.view.show(((clientY - top) / height) * (this.view.frames - 1));
  }

  update(): void {
    this.#stale = 0;
    const { frames, frame, info } = this.view;
    this.element.hidden = frames < 2 || info?.stack.absent !== undefined;
    if (frames < 2 || !info) return;
    const share = `${(100 * frame) / (frames - 1)}%`;
    this.#thumb.style.top = share;
    const seen = this.app.loader.seenOf(info.place) / frames;
    this.#read.style.height = `${Math.round(100 * seen)}%`;
    this.element.classList.toggle("whole", seen >= 1 || !info.stack.chunks.length);
    const facts = { "aria-valuemin": 1, "aria-valuemax": frames, "aria-valuenow": frame + 1 };
    for (const [name, value] of Object.entries(facts)) this.element.setAttribute(name, String(value));
    this.element.setAttribute("aria-valuetext", `${words.image} ${frame + 1} ${words.of} ${frames}`);
  }

  dispose(): void {
    for (const off of this.#off) off();
    this.element.remove();
  }
}
