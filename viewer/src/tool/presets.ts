import type { ImageView, WindowChoice } from "../view/image-view";
import { windowsOf } from "../pixels/voi";
import { at } from "../stacks";
import { numberText } from "../view/text";
import { type WordKey, words } from "../words/words";

export interface Preset {
  name: string;
  choice: WindowChoice;
}

/** By modality, in the order of the keys 1 to 9: word, center, width. */
const PRESETS: Record<string, [WordKey, number, number][]> = {
  CT: [
    ["ctBrain", 40, 80],
    ["ctLung", -600, 1500],
    ["ctMediastinum", 50, 350],
    ["ctAbdomen", 50, 400],
    ["ctBone", 400, 1800],
    ["ctLiver", 80, 160],
    ["ctAngio", 300, 600],
    ["ctSubdural", 75, 215],
    ["ctStroke", 35, 35],
  ],
};
/** Upper ends of the SUV windows for PET, in g/ml. */
const SUV_ENDS = [5, 7, 10, 15, 20];

/** What the keys 1 to 9 choose for the image of a view. */
export function presetsOf(view: ImageView): Preset[] {
  const info = view.info;
  if (!info || info.stack.color) return [];
  const suv = at(info.table.suv, view.frame);
  if (suv)
    return SUV_ENDS.map((end) => ({
      name: `SUV 0–${end}`,
      choice: { kind: "set", center: end / suv / 2, width: end / suv },
    }));
  const known = PRESETS[info.series.modality] ?? [];
  if (known.length) {
    return known.map(([word, center, width]) => ({ name: words[word], choice: { kind: "set", center, width } }));
  }
  return ownWindows(view);
}

/** The windows and the table that came with the image. */
export function ownWindows(view: ImageView): Preset[] {
  if (!view.info) return [];
  const windows = windowsOf(view.info.table, view.frame).map(([center, width, explanation], number): Preset => ({
    name: explanation || `W ${numberText(width, 1)} L ${numberText(center, 1)}`,
    choice: { kind: "own", number },
  }));
  const lut = view.info.table.voiLut;
  return lut ? [...windows, { name: lut.explanation || words.windowTable, choice: { kind: "lut" } }] : windows;
}
