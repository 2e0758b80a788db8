import type { App } from "../app";
import { element } from "../ui/dom";
import { said, saidIn, words } from "../words/words";
import { type Corners, cornersOf } from "./corner-text";
import { Cross } from "./cross";
import { ImageView } from "./image-view";
import { sidesOf } from "./orientation";
import type { Item, Panel, PanelKind } from "./panel";
import { PointerInput } from "./pointer";
import { StackBar } from "./stack-bar";
import { discSource, type FrameSource } from "./source";

const CORNERS = ["patient", "study", "technique", "display"] as const;
const SIDES = ["left", "right", "top", "bottom"] as const;

/** One image with its texts, in a cell. */
export class ImagePanel implements Panel {
  readonly element = element("div", { class: "panel image-panel" });
  readonly view: ImageView;
  readonly #corners = Object.fromEntries(CORNERS.map((name) => [name, element("div", { class: `corner ${name}` })]));
  readonly #sides = Object.fromEntries(SIDES.map((name) => [name, element("span", { class: `side ${name}` })]));
  readonly #message = element("div", { class: "message" });
  readonly #cross: Cross;
  readonly #bar: StackBar;
  readonly #off: (() => void)[];
  #gone = false;

  constructor(
    readonly app: App,
    readonly item: Item,
    readonly title: string,
  ) {
    this.view = new ImageView({
      get display() {
        return app.display;
      },
      get smooth() {
        return app.smooth;
      },
      shown: (view) => app.shown(view),
      changed: (view) => app.changed(view),
      drawLayers: (context, view) => {
        app.drawLayers(context, view);
        this.#cross.draw(context);
      },
    });
    this.#cross = new Cross(app, this.view);
    this.#bar = new StackBar(app, this.view);
    new PointerInput(app, this.view);
    this.element.append(
      this.view.element,
      ...Object.values(this.#corners),
      ...Object.values(this.#sides),
      this.#bar.element,
      this.#message,
    );
    const mine = (view: ImageView) => view === this.view && this.#write();
    this.#off = [app.events.on("view", mine), app.events.on("settings", () => this.#write())];
  }

  /** Shows a source, from `frame` on. */
  show(source: FrameSource, frame?: number): void {
    // The cell may have got something else while this was read.
    if (this.#gone) return;
    this.view.open(source, frame);
  }

  key(event: KeyboardEvent): boolean {
    return this.#cross.key(event);
  }

  #write(): void {
    const corners = this.app.settings.corners ? cornersOf(this.view) : undefined;
    for (const name of CORNERS) write(this.#corners[name]!, corners?.[name as keyof Corners] ?? []);
    const info = this.view.info;
    const sides = info && sidesOf(info.table, this.view.frame, this.view.state);
    for (const name of SIDES) this.#sides[name]!.textContent = sides?.[name] ?? "";
    this.#bar.update();
    write(this.#message, this.#messages());
  }

  #messages(): string[] {
    const { view } = this;
    const stack = view.info?.stack;
    if (!stack) return [words.loading];
    if (stack.absent)
      return [
        words.absentTitle,
        `${stack.absent.format}. ${saidIn(stack.absent.reason)}`,
        `${words.absentFile}: ${stack.absent.file}`,
      ];
    if (view.video?.failed) return [words.missingPart, stack.video ?? ""];
    if (view.samples) return [];
    return [view.source?.isLost(view.frame) ? words.missingFrame : words.loading];
  }

  dispose(): void {
    this.#gone = true;
    for (const off of this.#off) off();
    this.#bar.dispose();
    this.view.dispose();
    this.element.remove();
  }
}

/** Lines of text; the page is touched only where they differ. */
function write(target: HTMLElement, lines: string[]): void {
  const text = lines.join("\n");
  if (target.dataset.text === text) return;
  target.dataset.text = text;
  target.replaceChildren(...lines.map((line) => element("div", {}, line)));
}

/** A stack of the disc. */
export const imagePanel: PanelKind = {
  kind: "stack",
  open(app, item) {
    const info = app.stacks[item.place];
    const title = info
      ? [info.series.modality, info.series.description, said(info.stack.label)].filter(Boolean).join(" ")
      : "";
    const panel = new ImagePanel(app, item, title);
    app.loader.open(item.place).then(
      (open) => panel.show(discSource(app.loader, open), item.frame),
      () => app.notify(`${words.missingPart} ${title}`),
    );
    return panel;
  },
};
