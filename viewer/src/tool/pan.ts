import type { Tool } from "./tool";

export const pan: Tool = {
  name: "pan",
  word: "pan",
  icon: "pan",
  key: "p",
  cursor: "grab",
  press(_app, { view, spot }) {
    const { pan: from } = view.state;
    return {
      move: (press) =>
        view.set({ zoom: view.zoom, pan: { x: from.x + press.spot.x - spot.x, y: from.y + press.spot.y - spot.y } }),
    };
  },
};
