import type { App } from "../app";
import type { KeySelection } from "../data";
import { keyFrames, names, nextKey } from "../presentation/select";
import { feature } from "../feature";
import { PresentationStates } from "../presentation/states";
import type { Action, Layer } from "../tool/tool";
import { words } from "../words/words";
import type { ImageView } from "../view/image-view";

/** Key Object Selections that name the image of a view. */
function selectionsOf({ index }: App, { reference }: ImageView): KeySelection[] {
  return reference ? index.keys.filter(({ images }) => names(images, reference)) : [];
}

/** Presentation states of the image, where it is shown as it came: how to see them. */
function unseen(app: App, { reference }: ImageView): string[] {
  if (!reference || feature(app, PresentationStates).chosen(reference[0]) !== undefined) return [];
  const count = app.index.presentations.filter(({ images }) => names(images, reference)).length;
  return count > 0 ? [`◈ ${words.overStates}: ${count} (D)`] : [];
}

/** A star and the selection's title above a key image; below it, that there are presentation states. */
export const keyLayer: Layer = {
  name: "key",
  draw(context, view, app) {
    const titles = selectionsOf(app, view).map(({ title, description }) => [title, description].filter(Boolean).join(": "));
    const star = titles.length > 0 ? [`★ ${[...new Set(titles)].join(" · ")}`] : [];
    context.font = "600 13px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = "rgb(0 0 0 / 70%)";
    context.fillStyle = "#ffd54a";
    const top = view.size.width < NARROW ? BELOW_CORNERS : KEY_TOP;
    [...star, ...unseen(app, view)].forEach((text, row) => {
      context.strokeText(text, view.size.width / 2, top + row * ROW, view.size.width * 0.6);
      context.fillText(text, view.size.width / 2, top + row * ROW, view.size.width * 0.6);
    });
  },
};

/** Below the orientation letter at the top. */
const KEY_TOP = 30;
const ROW = 18;
/** In narrow views the texts of the corners leave no room beside them. */
const NARROW = 760;
const BELOW_CORNERS = 84;

/** Key images of the active stack; where it has none, the first stack that has some. */
function go(app: App, step: 1 | -1): void {
  const view = app.view;
  const own = view?.reference ? keyFrames(app.index.keys, view.reference[0]) : [];
  const next = view && nextKey(own, view.frame, step);
  if (next !== undefined) return view?.show(next);
  const first = app.index.keys.flatMap(({ images }) => images)[0];
  if (first) showImage(app, first[0], first[1]);
}

/** Shows a frame in the active cell. */
export function showImage(app: App, stack: number, frame: number): void {
  if (app.view?.reference?.[0] === stack) app.view.show(frame);
  else app.open({ kind: "stack", place: stack, frame });
}

const some = (app: App): boolean => app.index.keys.some(({ images }) => images.length > 0);

export const KEY_ACTIONS: readonly Action[] = [
  { name: "nextKey", word: "nextKey", icon: "star", keys: ["k"], run: (app) => go(app, 1), enabled: some },
  { name: "previousKey", word: "previousKey", icon: "star", keys: ["Shift+K"], run: (app) => go(app, -1), enabled: some },
];
