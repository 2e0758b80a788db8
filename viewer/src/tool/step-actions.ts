import type { IconName } from "../ui/icons";
import type { ImageView } from "../view/image-view";
import type { WordKey } from "../words/words";
import type { Action } from "./tool";
import { windowBy } from "./window";
import { zoomBy } from "./zoom";

/** What a press of a key moves, in CSS pixels of a drag. */
const STEP = 30;
const ZOOM = 2 ** 0.25;

function zoomFromMiddle(view: ImageView, factor: number): void {
  zoomBy(view, factor, { x: view.size.width / 2, y: view.size.height / 2 });
}

function window(view: ImageView, x: number, y: number): void {
  const from = view.windowToChange;
  if (from) windowBy(view, from, x, y);
}

function move(view: ImageView, x: number, y: number): void {
  const { pan } = view.state;
  view.set({ zoom: view.zoom, pan: { x: pan.x + x, y: pan.y + y } });
}

const STEPS: [WordKey, IconName, string[], (view: ImageView) => void][] = [
  ["zoomIn", "zoom", ["+", "="], (view) => zoomFromMiddle(view, ZOOM)],
  ["zoomOut", "zoom", ["-"], (view) => zoomFromMiddle(view, 1 / ZOOM)],
  ["wider", "window", ["Shift+ArrowRight"], (view) => window(view, STEP, 0)],
  ["narrower", "window", ["Shift+ArrowLeft"], (view) => window(view, -STEP, 0)],
  ["brighter", "window", ["Shift+ArrowUp"], (view) => window(view, 0, -STEP)],
  ["darker", "window", ["Shift+ArrowDown"], (view) => window(view, 0, STEP)],
  ["moveLeft", "pan", ["Ctrl+ArrowLeft"], (view) => move(view, -STEP, 0)],
  ["moveRight", "pan", ["Ctrl+ArrowRight"], (view) => move(view, STEP, 0)],
  ["moveUp", "pan", ["Ctrl+ArrowUp"], (view) => move(view, 0, -STEP)],
  ["moveDown", "pan", ["Ctrl+ArrowDown"], (view) => move(view, 0, STEP)],
];

/** What a drag does, step by step, for who uses the keyboard alone. */
export const STEP_ACTIONS: readonly Action[] = STEPS.map(([word, icon, keys, step]) => ({
  name: word,
  word,
  icon,
  keys,
  enabled: (app) => app.view?.info !== undefined,
  run: ({ view }) => view && step(view),
}));
