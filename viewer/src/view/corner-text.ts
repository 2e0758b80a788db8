import type { Line, Stack } from "../data";
import { at } from "../stacks";
import { said, words } from "../words/words";
import type { ImageView } from "./image-view";
import { birthText, dateText, fractionDigits, nameText, numberText, plainText, sexText, timeText } from "./text";

/** Lines in the four corners of an image; empty ones are left out. */
export interface Corners {
  /** Whose image it is. */
  patient: string[];
  /** Which study and series. */
  study: string[];
  /** How it was made. */
  technique: string[];
  /** How it is shown: image, zoom, window. */
  display: string[];
}

export function cornersOf(view: ImageView): Corners | undefined {
  const info = view.info;
  if (!info) return undefined;
  const { patient, study, series, stack } = info;
  const own = at(info.table.technique, view.frame) ?? [];
  const lines = {
    patient: [
      nameText(patient.name),
      patient.id,
      [birthText(patient, study.date), sexText(patient.sex)].filter(Boolean).join(" · "),
    ],
    study: [
      study.institution,
      [dateText(study.date), timeText(study.time)].filter(Boolean).join(" "),
      plainText(study.description),
      [`${series.modality} ${series.number}`, series.description].filter(Boolean).join(" · "),
      said(stack.label),
    ],
    technique: [...thinnedText(stack), ...techniqueText(view), ...[...stack.technique, ...own].map(lineText)],
    display: stack.absent ? [] : [windowText(view), zoomText(view), frameText(view)],
  };
  const filled = (texts: string[]) => texts.filter(Boolean);
  return {
    patient: filled(lines.patient),
    study: filled(lines.study),
    technique: filled(lines.technique),
    display: filled(lines.display),
  };
}

function lineText([name, value]: Line): string {
  return `${said(name)} ${value}`.trim();
}

function thinnedText({ thinned }: Stack): string[] {
  return thinned ? [words.thinned.replace("{k}", String(thinned))] : [];
}

function frameText(view: ImageView): string {
  return view.frames > 1 ? `${view.frame + 1} / ${view.frames}` : "";
}

function zoomText(view: ImageView): string {
  return `${Math.round(view.zoom * 100)} %`;
}

export function windowText(view: ImageView): string {
  const window = view.window;
  if (!window) return "";
  const suv = at(view.info?.table.suv, view.frame);
  const width = window.width * (suv ?? 1);
  const digits = fractionDigits(width);
  const text = `W ${numberText(width, digits)}  L ${numberText(window.center * (suv ?? 1), digits)}`;
  return suv ? `${text}  SUV` : text;
}

/** "Lossy 12:1 JPEG". */
export function lossyText({ info, frame }: ImageView): string {
  const lossy = at(info?.table.lossy, frame) ?? undefined;
  return lossy === undefined ? "" : `${words.lossy} ${lossy}`.trim();
}

/** Where the slice lies, and how thick it is. */
function techniqueText(view: ImageView): string[] {
  const { table } = view.info!;
  const laterality = at(table.laterality, view.frame) ?? "";
  const number = at(table.number, view.frame);
  const thickness = at(table.thickness, view.frame);
  const location = locationOf(view);
  return [
    lossyText(view),
    laterality,
    number === undefined ? "" : `${words.image} ${number}`,
    location === undefined ? "" : `${words.position} ${location.toFixed(1)} mm`,
    thickness ? `${words.thickness} ${numberText(thickness, 2)} mm` : "",
    at(table.time, view.frame) ? timeWithSeconds(at(table.time, view.frame)!) : "",
  ];
}

function timeWithSeconds(tm: string): string {
  return /^\d{6}/.test(tm) ? `${timeText(tm)}:${tm.slice(4, 6)}` : timeText(tm);
}

/** Millimetres along the normal of the slices. */
function locationOf(view: ImageView): number | undefined {
  const table = view.info?.table;
  const position = at(table?.position, view.frame);
  const o = at(table?.orientation, view.frame);
  if (!position || !o) return undefined;
  const normal = [o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]];
  return position.reduce((sum, value, axis) => sum + value * normal[axis]!, 0);
}
