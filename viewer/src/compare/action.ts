import type { App } from "../app";
import { feature } from "../feature";
import { Sync } from "../sync/sync";
import type { Action } from "../tool/tool";
import { words } from "../words/words";
import { priorOf } from "./prior";

function shownPrior(app: App): number | undefined {
  const place = app.view?.info?.place;
  return place === undefined ? undefined : priorOf(app.index, place);
}

/** The active stack and its prior side by side, at the same part of the way, linked. */
function compare(app: App): void {
  const view = app.view;
  const prior = shownPrior(app);
  const info = view?.info;
  if (!info || prior === undefined) return app.notify(words.compareNone);
  const share = view.frames > 1 ? view.frame / (view.frames - 1) : 0;
  const { frame } = view;
  app.layout.set(1, 2);
  const [left, right] = app.layout.cells;
  const other = app.open({ kind: "stack", place: prior, frame: Math.round(share * ((app.stacks[prior]?.stack.frames ?? 1) - 1)) }, right);
  if (left?.panel?.view?.info?.place !== info.place) app.open({ kind: "stack", place: info.place, frame }, left);
  if (left) app.layout.activate(left);
  linkWhenShown(app, [left?.panel?.view, other?.view]);
}

/** Views are linked where they stand once both are open. */
function linkWhenShown(app: App, views: (object | undefined)[]): void {
  const waiting = new Set(views);
  const off = app.events.on("frame", (view) => {
    waiting.delete(view);
    if (app.views.filter(({ info }) => info).length < 2) return;
    off();
    feature(app, Sync).link();
  });
}

export const compareAction: Action = {
  name: "compare",
  word: "compare",
  icon: "compare",
  keys: ["Shift+C"],
  enabled: (app) => shownPrior(app) !== undefined,
  run: compare,
};
