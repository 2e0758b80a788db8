import type { App } from "../app";
import { feature } from "../feature";
import { stackPlanes } from "../geometry/plane";
import { scoutLine } from "../geometry/scout";
import type { Action, Layer } from "../tool/tool";
import type { ImageView } from "../view/image-view";
import { words } from "../words/words";

/** Whether scout lines are shown, and that they follow the active view. */
export class Scouts {
  on = true;

  constructor(readonly app: App) {
    app.events.on("view", (view) => {
      if (view === app.view) app.redrawLayers();
    });
    app.events.on("active", () => app.redrawLayers());
  }
}

/** Where the active view's image crosses the others. */
export const scoutLayer: Layer = {
  name: "scout",
  draw(context, view, app) {
    const active = app.view;
    if (!active || active === view || !feature(app, Scouts).on || together(view, active)) return;
    drawScout(context, view, active, "#ffd54a");
  },
};

/** Views of one reconstruction show one another already. */
function together(a: ImageView, b: ImageView): boolean {
  return a.source?.together !== undefined && a.source.together === b.source?.together;
}

/** Draws where the image of `of` crosses that of `view`, when it does. */
function drawScout(context: CanvasRenderingContext2D, view: ImageView, of: ImageView, color: string): void {
  const on = view.info && stackPlanes(view.info)[view.frame];
  const plane = of.info && stackPlanes(of.info)[of.frame];
  const line = on && plane && scoutLine(on, plane);
  if (!line) return;
  const [from, to] = line.map(([x, y]) => view.toCanvas({ x, y })) as [{ x: number; y: number }, { x: number; y: number }];
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  for (const [width, style] of [[3.5, "rgb(0 0 0 / 55%)"], [1.5, color]] as const) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

export const scoutAction: Action = {
  name: "scouts",
  word: "scouts",
  icon: "scouts",
  pressed: (app) => feature(app, Scouts).on,
  run(app) {
    const scouts = feature(app, Scouts);
    scouts.on = !scouts.on;
    app.notify(scouts.on ? words.scoutsOn : words.scoutsOff);
    app.redrawLayers();
  },
};
