import type { App } from "../app";
import type { Drag, Press, Tool } from "../tool/tool";
import { askText } from "../ui/dialog";
import { words } from "../words/words";
import { HANDLE } from "./layer";
import { KINDS, type MeasureKind } from "./kinds";
import type { Draft } from "./measurements";

/** CSS pixels of movement that make a press a drag. */
const DRAG = 4;

/** One tool for each kind. Points are set by clicks, or two at once by a drag. */
export const ANNOTATION_TOOLS: readonly Tool[] = KINDS.map((kind) => ({
  name: kind.name,
  word: kind.word,
  icon: kind.icon,
  key: kind.key,
  cursor: "crosshair",
  points: true,
  press: (app, press) => place(app, kind, press),
  hover: follow,
  finish,
  cancel: giveUp,
}));

function place(app: App, kind: MeasureKind, press: Press): Drag | undefined {
  const { view, at } = press;
  if (!view.info || !view.samples) return undefined;
  if (app.measurements.draft?.view !== view || app.measurements.draft.measurement.frame !== view.frame) giveUp(app);
  const draft = app.measurements.draft ?? begin(app, kind, press);
  if (closes(draft, press)) return finish(app);
  draft.measurement.points[draft.placed++] = at;
  return dragging(app, draft, press);
}

/** A press upon its first point ends a polygon. */
function closes({ measurement, placed, view }: Draft, { spot }: Press): boolean {
  const { kind, points } = measurement;
  if (!kind.closed || placed < kind.points[0] || placed >= kind.points[1]) return false;
  const first = view.toCanvas(points[0]!);
  return Math.hypot(first.x - spot.x, first.y - spot.y) <= HANDLE;
}

function begin(app: App, kind: MeasureKind, { view }: Press): Draft {
  const measurement = { kind, info: view.info!, frame: view.frame, points: [], text: "", said: [] };
  app.measurements.chosen = undefined;
  return (app.measurements.draft = { measurement, view, placed: 0 });
}

function dragging(app: App, draft: Draft, from: Press): Drag {
  const { points, kind } = draft.measurement;
  const last = draft.placed === kind.points[1];
  // The last point follows the drag itself; before it, the drag draws the next one out.
  const moved = last ? draft.placed - 1 : draft.placed;
  points[moved] = from.at;
  let far = false;
  app.measurements.changed();
  return {
    move(press) {
      far ||= Math.hypot(press.spot.x - from.spot.x, press.spot.y - from.spot.y) > DRAG;
      points[moved] = press.at;
      app.measurements.changed();
    },
    end() {
      if (far && !last) draft.placed++;
      if (draft.placed >= kind.points[1]) complete(app, draft);
    },
    cancel: () => void giveUp(app),
  };
}

/** The point after the placed ones follows the pointer. */
function follow(app: App, { view, at }: Press): void {
  const { draft } = app.measurements;
  if (app.tool.name === "probe") {
    app.measurements.hover = { view, at };
    view.invalidate("layers");
  }
  if (!draft || draft.view !== view || !draft.placed) return;
  draft.measurement.points[draft.placed] = at;
  app.measurements.changed();
}

function finish(app: App): undefined {
  const { draft } = app.measurements;
  if (!draft) return;
  // A double click has set its last point twice.
  const placed = draft.measurement.points.slice(0, draft.placed).filter((point, n, all) => {
    const before = all[n - 1];
    return !before || Math.hypot(point.x - before.x, point.y - before.y) > 0.01;
  });
  if (placed.length < draft.measurement.kind.points[0]) return;
  draft.measurement.points = placed;
  complete(app, draft);
}

function complete(app: App, { measurement, placed }: Draft): void {
  measurement.points = measurement.points.slice(0, Math.max(placed, measurement.kind.points[0]));
  app.measurements.draft = undefined;
  app.measurements.add(measurement);
  if (!measurement.kind.text) return;
  askText(words.textAsk, (text) => {
    measurement.text = text;
    if (text || measurement.kind.head) app.measurements.changed();
    else app.measurements.remove(measurement);
  });
}

function giveUp(app: App): boolean {
  const begun = app.measurements.draft !== undefined;
  app.measurements.draft = undefined;
  if (begun) app.measurements.changed();
  return begun;
}
