import { stackPlanes, toImage, toPatient } from "../geometry/plane";
import type { ImageView } from "../view/image-view";
import type { Point } from "../view/transform";
import type { Mpr } from "./session";

/** Pixels of a view that one key goes, and goes with Shift. */
const STEP = 1;
const LEAP = 10;
/** Degrees that one key turns. */
const TURN = 5;

const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const TURNS: Readonly<Record<string, number>> = { PageUp: -TURN, PageDown: TURN };

/** The keys of a view, as ARIA writes them; the handle has them without Alt. */
export const SHORTCUTS = [...Object.keys(MOVES), ...Object.keys(TURNS)].map((key) => `Alt+${key}`).join(" ");

/** Moves or turns the cross-hairs by a key; false when it is none of theirs. */
export function steer(mpr: Mpr, view: ImageView, { key, shiftKey }: KeyboardEvent): boolean {
  const source = mpr.sourceOf(view);
  const turn = TURNS[key];
  const move = MOVES[key];
  if (!source || (turn === undefined && !move)) return false;
  if (turn !== undefined) mpr.turn(source.name, (turn * Math.PI) / 180);
  else moveBy(mpr, view, move!, shiftKey ? LEAP : STEP);
  return true;
}

/** As the view is turned and mirrored; not out of the picture. */
function moveBy(mpr: Mpr, view: ImageView, way: Point, pixels: number): void {
  const plane = stackPlanes(view.info!)[view.frame];
  const from = mpr.aim;
  if (!plane || !from) return;
  const [x, y] = toImage(plane, from);
  const spot = view.toCanvas({ x, y });
  const [a, b] = view.matrix;
  const step = pixels * Math.hypot(a, b);
  const to = view.toImage({ x: spot.x + way.x * step, y: spot.y + way.y * step });
  const { width, height } = view.shape;
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  mpr.moveTo(toPatient(plane, [within(to.x, width), within(to.y, height)]));
}
