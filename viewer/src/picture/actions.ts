import type { App } from "../app";
import type { Action } from "../tool/tool";
import { words } from "../words/words";
import { pictureOf } from "./render";
import { savePng } from "./save";

/** Saves the active view as a PNG file, with measurements but without the patient's name. */
async function save(app: App): Promise<void> {
  const view = app.view;
  if (!view?.info || !view.samples) return;
  const { series } = view.info;
  const name = `${series.modality} ${series.number} ${series.description} ${view.frame + 1}`;
  const saved = await savePng(pictureOf(app, view, devicePixelRatio), name);
  app.notify(saved ? words.pngSaved : words.pngFailed);
}

export const savePngAction: Action = {
  name: "savePng",
  word: "savePng",
  icon: "savePng",
  keys: ["Ctrl+s"],
  enabled: (app) => app.view?.samples !== undefined,
  run: (app) => void save(app),
};
