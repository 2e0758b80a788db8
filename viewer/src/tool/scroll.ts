import type { Tool } from "./tool";

/** CSS pixels of drag for an image: a whole stack within the cell, but never a jump at a touch. */
function pixelsPerImage(height: number, frames: number): number {
  return Math.min(24, Math.max(2, height / Math.max(1, frames)));
}

export const scroll: Tool = {
  name: "scroll",
  word: "scroll",
  icon: "scroll",
  key: "s",
  cursor: "ns-resize",
  press(_app, { view, spot }) {
    const from = view.frame;
    const step = pixelsPerImage(view.size.height, view.frames);
    return { move: (press) => view.show(from + Math.trunc((press.spot.y - spot.y) / step)) };
  },
};
