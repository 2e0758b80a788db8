import type { Tool } from "./tool";

/** CSS pixels of drag that double (or halve) the width. */
const DOUBLE = 150;

export const windowTool: Tool = {
  name: "window",
  word: "window",
  icon: "window",
  key: "w",
  cursor: "move",
  press(_app, { view, spot }) {
    const from = view.window;
    if (!from) return undefined;
    return {
      move(press) {
        const width = from.width * 2 ** ((press.spot.x - spot.x) / DOUBLE);
        const center = from.center + ((press.spot.y - spot.y) / DOUBLE) * (from.width / 2);
        view.set({ window: { kind: "set", ...rounded(center, width) } });
      },
    };
  },
};

/** Whole numbers where they are fine enough to be told apart. */
function rounded(center: number, width: number): { center: number; width: number } {
  const digits = width >= 50 ? 0 : width >= 5 ? 1 : 4;
  const round = (value: number) => Number(value.toFixed(digits));
  return { center: round(center), width: Math.max(round(width), 10 ** -digits) };
}
