import type { ImageView } from "../view/image-view";
import { type Point, zoomedAt } from "../view/transform";
import type { Tool } from "./tool";

/** CSS pixels of drag that double the size. */
const DOUBLE = 120;

/** Zooms a view while what lies at `anchor` stays there. */
export function zoomBy(view: ImageView, factor: number, anchor: Point): void {
  view.set(zoomedAt(view.state, view.zoom, factor, anchor, view.size));
}

export const zoom: Tool = {
  name: "zoom",
  word: "zoom",
  icon: "zoom",
  key: "z",
  cursor: "zoom-in",
  press(_app, { view, spot }) {
    const from = view.state;
    const zoom = view.zoom;
    return {
      move: (press) => view.set(zoomedAt(from, zoom, 2 ** ((spot.y - press.spot.y) / DOUBLE), spot, view.size)),
    };
  },
};
