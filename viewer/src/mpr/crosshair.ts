import { feature } from "../feature";
import { stackPlanes, toImage, toPatient, type Plane } from "../geometry/plane";
import { add, cross, unit } from "../geometry/vector";
import type { Drag, Layer, Press } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import type { Point } from "../view/transform";
import { VIEWS, type ViewName } from "./panes";
import { Mpr } from "./session";

/** Each view's plane has one color, in the lines and at its name. */
const VIEW_COLORS: Record<ViewName, string> = { axial: "#ff6f61", coronal: "#5fd38d", sagittal: "#5aa9ff" };

/** CSS pixels: room left free around the middle, reach of a press, where lines begin to turn. */
const FREE = 14;
const REACH = 9;
const HANDLE = 110;
/** In small views handles stand nearer: this part of the smaller side. */
const HANDLE_PART = 0.36;

/** A line of the cross-hairs in a view: another view's plane. */
interface Line {
  name: ViewName;
  middle: Point;
  /** Unit direction on the screen. */
  along: Point;
}

function linesOf(mpr: Mpr, view: ImageView): Line[] {
  const source = mpr.sourceOf(view);
  const plane = source && stackPlanes(source.info)[view.frame];
  if (!source || !plane) return [];
  const { axes, center } = source.reconstruction;
  return VIEWS.filter((name) => name !== source.name).map((name) => {
    const direction = unit(cross(plane.normal, axes[name].normal));
    const middle = spotOf(view, plane, center);
    const end = spotOf(view, plane, add(center, direction));
    const length = Math.hypot(end.x - middle.x, end.y - middle.y) || 1;
    return { name, middle, along: { x: (end.x - middle.x) / length, y: (end.y - middle.y) / length } };
  });
}

function spotOf(view: ImageView, plane: Plane, point: Parameters<typeof toImage>[1]): Point {
  const [x, y] = toImage(plane, point);
  return view.toCanvas({ x, y });
}

function handleOf({ size }: ImageView): number {
  return Math.min(HANDLE, HANDLE_PART * Math.min(size.width, size.height));
}

/** What of the cross-hairs a press takes hold of. */
type Hold = "middle" | { turn: Line } | { shift: Line };

function holdOf(mpr: Mpr, { view, spot }: Press): Hold | undefined {
  for (const line of linesOf(mpr, view)) {
    const [x, y] = [spot.x - line.middle.x, spot.y - line.middle.y];
    if (Math.hypot(x, y) < FREE) return "middle";
    if (Math.abs(x * line.along.y - y * line.along.x) > REACH) continue;
    const distance = Math.abs(x * line.along.x + y * line.along.y);
    return distance > handleOf(view) - 2 * REACH ? { turn: line } : { shift: line };
  }
  return undefined;
}

export const crosshairLayer: Layer = {
  name: "crosshair",
  draw(context, view, app) {
    for (const line of linesOf(feature(app, Mpr), view)) drawLine(context, line, Math.max(view.size.width, view.size.height), handleOf(view));
  },
  press(app, press) {
    const mpr = feature(app, Mpr);
    const hold = holdOf(mpr, press);
    if (hold === undefined) return undefined;
    return typeof hold === "object" && "turn" in hold ? turning(mpr, press, hold.turn) : moving(mpr);
  },
  cursor(app, press) {
    const hold = holdOf(feature(app, Mpr), press);
    if (hold === undefined) return undefined;
    return hold === "middle" ? "move" : "turn" in hold ? "grab" : "move";
  },
};

function moving(mpr: Mpr): Drag {
  return {
    move({ view, at }) {
      const source = mpr.sourceOf(view);
      const plane = source && stackPlanes(source.info)[view.frame];
      if (plane) mpr.moveTo(toPatient(plane, [at.x, at.y]));
    },
  };
}

function turning(mpr: Mpr, { view, spot }: Press, { middle }: Line): Drag {
  const angleAt = ({ x, y }: Point): number => Math.atan2(y - middle.y, x - middle.x);
  let before = angleAt(spot);
  const [a, b, c, d] = view.matrix;
  const mirrored = a * d - b * c < 0 ? -1 : 1;
  return {
    move({ spot: now }) {
      const source = mpr.sourceOf(view);
      const angle = angleAt(now);
      if (source) mpr.turn(source.name, (angle - before) * mirrored);
      before = angle;
    },
  };
}

function drawLine(context: CanvasRenderingContext2D, { name, middle, along }: Line, reach: number, handle: number): void {
  context.beginPath();
  for (const way of [1, -1]) {
    context.moveTo(middle.x + along.x * FREE * way, middle.y + along.y * FREE * way);
    context.lineTo(middle.x + along.x * reach * way, middle.y + along.y * reach * way);
  }
  context.lineWidth = 3;
  context.strokeStyle = "rgb(0 0 0 / 45%)";
  context.stroke();
  context.lineWidth = 1.25;
  context.strokeStyle = context.fillStyle = VIEW_COLORS[name];
  context.stroke();
  for (const way of [1, -1]) {
    context.beginPath();
    context.arc(middle.x + along.x * handle * way, middle.y + along.y * handle * way, 4.5, 0, 2 * Math.PI);
    context.fill();
  }
}
