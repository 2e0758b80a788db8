import type { App } from "../app";
import { words } from "../words/words";
import { openDialog } from "./dialog";
import { element } from "./dom";

/** ISO/IEC 7810 ID-1: what every bank card measures, in millimetres. */
const CARD = { width: 85.6, height: 53.98 };

/** Asks the reader to hold a card against the screen. */
export function openCalibration(app: App): void {
  const card = element("div", { class: "card" });
  const width = element("input", { type: "range", min: 150, max: 1200, step: 1, "aria-label": words.calibrateWidth });
  width.value = String(Math.round(app.settings.pixelsPerMillimetre * CARD.width));
  const size = () => {
    card.style.width = `${width.value}px`;
    card.style.height = `${(Number(width.value) * CARD.height) / CARD.width}px`;
  };
  width.addEventListener("input", size);
  size();
  const apply = element("button", { class: "primary", type: "button" }, words.apply);
  const dialog = openDialog(words.calibrateTitle, element("p", {}, words.calibrateHow), card, width, apply);
  apply.addEventListener("click", () => {
    app.change({ pixelsPerMillimetre: Number(width.value) / CARD.width });
    dialog.close();
  });
}
