import { choice } from "../ui/controls";
import { element } from "../ui/dom";
import { words } from "../words/words";
import type { Vector } from "../geometry/vector";
import type { ImageView } from "../view/image-view";
import { SHORTCUTS, steer } from "./keys";
import type { ViewName } from "./panes";
import type { Mpr } from "./session";
import { SLAB_MODES } from "./slab";

/** Thickest slab that the slider offers, mm. */
const THICKEST = 100;

/** Turns of the other views, as the cross-hairs show them: for keys, and for exact angles. */
const TURNS = [
  ["↺", -5, "mprTurnLeft"],
  ["↻", 5, "mprTurnRight"],
] as const;

/** Slab and axes of a reconstruction, below each of its views; shown in the active one. */
export function controlsOf(mpr: Mpr, view: ViewName, image: ImageView): HTMLElement {
  const names = { maximum: words.mprMaximum, mean: words.mprMean, minimum: words.mprMinimum };
  const modes = SLAB_MODES.map((mode) => [mode, names[mode]] as const);
  const slider = element("input", { type: "range", min: 0, max: THICKEST, step: 1, "aria-label": words.mprSlab });
  const value = element("output", {});
  const mode = choice(words.mprMode, modes, mpr.reconstruction?.mode ?? "maximum", (mode) => mpr.setSlab(Number(slider.value), mode));
  const turns = TURNS.map(([text, degrees, name]) => {
    const button = element("button", { type: "button", class: "toggle", "aria-label": words[name], title: words[name] }, text);
    button.addEventListener("click", () => mpr.turn(view, (degrees * Math.PI) / 180));
    return button;
  });
  const handle = element("button", { type: "button", class: "toggle", "aria-label": words.mprCross, title: words.mprCross, "aria-keyshortcuts": SHORTCUTS }, "✛");
  handle.addEventListener("keydown", (event) => {
    if (!event.altKey && !event.ctrlKey && !event.metaKey && steer(mpr, image, event)) event.preventDefault();
  });
  const place = element("output", {});
  const upright = element("button", { type: "button", class: "toggle" }, words.mprUpright);
  slider.addEventListener("input", () => mpr.reconstruction && mpr.setSlab(Number(slider.value), mpr.reconstruction.mode));
  upright.addEventListener("click", () => mpr.upright());
  const bar = element("div", { class: "mpr-bar", role: "group", "aria-label": words.mprSlab }, mode, slider, value, handle, place, ...turns, upright);
  const update = () => {
    if (!bar.isConnected && bar.dataset.shown) return off();
    bar.dataset.shown = "yes";
    const made = mpr.reconstruction;
    if (!made) return;
    slider.value = String(made.slab);
    const select = mode.querySelector("select");
    if (select) select.value = made.mode;
    const reading = made.loaded < made.slices ? ` · ${made.loaded}/${made.slices}` : "";
    place.textContent = placeText(made.center);
    value.textContent = `${made.slab > 0 ? `${made.slab} mm` : words.mprThin}${reading}`;
  };
  const off = mpr.events.on("changed", update);
  queueMicrotask(update);
  return bar;
}

/** The letters of the patient's axes, against and along each (PS3.3 C.7.6.1.1.1). */
const SIDES = ["RL", "AP", "FH"] as const;

/** "L 12 P 30 H 105 mm". */
export function placeText(point: Vector): string {
  const parts = SIDES.map((sides, axis) => `${sides[point[axis]! < 0 ? 0 : 1]} ${Math.abs(Math.round(point[axis]!))}`);
  return `${parts.join(" ")} mm`;
}
