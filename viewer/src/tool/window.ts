import type { ImageView } from "../view/image-view";
import { fractionDigits } from "../view/text";
import type { Tool } from "./tool";

/** CSS pixels of drag that double (or halve) the width. */
const DOUBLE = 150;

/** Makes a window wider by `x` and its centre higher by `y`, both as CSS pixels of a drag. */
export function windowBy(view: ImageView, from: { center: number; width: number }, x: number, y: number): void {
  const width = from.width * 2 ** (x / DOUBLE);
  const center = from.center + (y / DOUBLE) * (from.width / 2);
  const digits = fractionDigits(width);
  const round = (value: number) => Number(value.toFixed(digits));
  view.set({ window: { kind: "set", center: round(center), width: Math.max(round(width), 10 ** -digits) } });
}

export const windowTool: Tool = {
  name: "window",
  word: "window",
  icon: "window",
  key: "w",
  cursor: "move",
  press(_app, { view, spot }) {
    const from = view.windowToChange;
    return from && { move: (press) => windowBy(view, from, press.spot.x - spot.x, press.spot.y - spot.y) };
  },
};
