import type { App } from "../app";
import { feature } from "../feature";
import { nearestFrame } from "../geometry/nearest";
import { distanceTo, type Plane, share, stackPlanes, toImage, toPatient } from "../geometry/plane";
import type { Vector } from "../geometry/vector";
import { strokeCross } from "../view/cross";
import type { ImageView } from "../view/image-view";
import type { Layer, Press, Tool } from "./tool";

/** Farther from the point than this no slice shows it, mm, where slices do not say how thick they are. */
const NEAR_MM = 3;

/** The place in the patient that was pointed at. */
class Located {
  place: { plane: Plane; point: Vector } | undefined;
}

function planeOf({ info, frame }: ImageView): Plane | undefined {
  return info && stackPlanes(info)[frame];
}

/** All other views that share the patient's space go to the slice nearest to the point. */
function find(app: App, { view, at }: Press): void {
  const plane = planeOf(view);
  if (!plane) return;
  const point = toPatient(plane, [at.x, at.y]);
  feature(app, Located).place = { plane, point };
  for (const other of app.views) {
    const there = planeOf(other);
    if (other === view || !other.info || !there || !share(plane, there)) continue;
    const nearest = nearestFrame(stackPlanes(other.info), point);
    if (nearest) other.show(nearest.frame);
  }
  app.redrawLayers();
}

/** Points at a place of the patient in all views at once. */
export const locate: Tool = {
  name: "locate",
  word: "locate",
  icon: "locate",
  key: "j",
  cursor: "crosshair",
  points: true,
  press(app, press) {
    find(app, press);
    return { move: (press) => find(app, press) };
  },
};

export const locateLayer: Layer = {
  name: "locate",
  draw(context, view, app) {
    const place = app.tool === locate ? feature(app, Located).place : undefined;
    const plane = planeOf(view);
    if (!place || !plane || !share(place.plane, plane)) return;
    if (Math.abs(distanceTo(plane, place.point)) > Math.max(NEAR_MM, plane.thickness)) return;
    const [column, row] = toImage(plane, place.point);
    const spot = view.toCanvas({ x: column, y: row });
    for (const [style, width] of [["rgba(0,0,0,.65)", 4] as const, ["#ff8a7a", 1.5] as const]) {
      context.strokeStyle = style;
      context.lineWidth = width;
      strokeCross(context, spot, [5, 16]);
    }
  },
};
