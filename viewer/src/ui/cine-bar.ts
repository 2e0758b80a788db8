import type { App } from "../app";
import { isPlaying, MOST_RATE, rateOf, setRate } from "../tool/cine";
import { numberText } from "../view/text";
import { words } from "../words/words";
import { element } from "./dom";

/** Images a second, beside the play button while it plays. */
export function cineBar(app: App): HTMLElement {
  const slider = element("input", { type: "range", min: 1, max: MOST_RATE, step: 1, "aria-label": words.cineRate });
  const shown = element("output", {});
  const bar = element("label", { class: "cine-bar", title: words.cineRate }, slider, shown);
  const update = () => {
    const view = app.view;
    bar.hidden = !view || !isPlaying(view);
    if (!view || bar.hidden) return;
    slider.value = String(Math.round(rateOf(view)));
    shown.textContent = `${numberText(rateOf(view), 1)}/s`;
  };
  slider.addEventListener("input", () => {
    if (app.view) setRate(app, app.view, Number(slider.value));
  });
  for (const event of ["active", "view"] as const) app.events.on(event, update);
  update();
  return bar;
}
