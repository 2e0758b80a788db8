import type { App } from "../app";
import { feature } from "../feature";
import { showImage } from "../key/keys";
import { Overlays } from "../overlay/layer";
import { PresentationStates } from "../presentation/states";
import { Doses } from "../rt/doses";
import { Structures } from "../rt/structures";
import { Segmentations } from "../seg/layer";
import { openDialog } from "../ui/dialog";
import { element } from "../ui/dom";
import type { OpenStack } from "../view/source";
import { dateText } from "../view/text";
import { words } from "../words/words";

/** What of a presentation state is not followed, in words. */
const OMISSIONS = { blending: "omitsBlending", subtraction: "omitsSubtraction", bitmapShutter: "omitsShutter" } as const;

type Color = readonly [number, number, number];

/** A line of the list: a box or a round one to tick. */
interface Line {
  text: string;
  color?: Color;
  on: boolean;
  /** Its file cannot be read. */
  lost?: boolean;
  change(on: boolean): void;
}

/** All that can be shown over the active image, each to be switched on and off. */
export function openOver(app: App): void {
  const info = app.view?.info;
  const parts = info ? [states(app, info), keys(app), segments(app, info), structures(app, info), doses(app, info), overlays(app, info)] : [];
  const shown = parts.filter((part) => part !== undefined);
  const dialog = openDialog(words.over, ...(shown.length > 0 ? shown : [element("p", { class: "quiet" }, words.overNothing)]));
  dialog.classList.add("beside");
}

function isLost({ loader }: App, part: number | undefined): boolean {
  return part !== undefined && loader.lostParts.has(part);
}

function section(title: string, lines: Line[], group?: string): HTMLElement | undefined {
  if (lines.length === 0) return undefined;
  return element("fieldset", { class: "over" }, element("legend", {}, title), ...lines.map((line) => row(line, group)));
}

function row({ text, color, on, lost, change }: Line, group: string | undefined): HTMLElement {
  const box = element("input", { type: group ? "radio" : "checkbox", name: group, disabled: lost });
  box.checked = on && !lost;
  box.addEventListener("change", () => change(box.checked));
  const swatch = color && element("span", { class: "swatch", "aria-hidden": "true" });
  if (swatch && color) swatch.style.background = `rgb(${color.join(" ")})`;
  return element("label", { class: "switch" }, box, swatch, lost ? `${text}: ${words.lost}` : text);
}

function states(app: App, { place }: OpenStack): HTMLElement | undefined {
  const all = feature(app, PresentationStates);
  const numbers = all.of(place);
  if (numbers.length === 0) return undefined;
  const line = (number: number | undefined, text: string): Line => ({
    text,
    lost: isLost(app, app.index.presentations[number ?? -1]?.part),
    on: all.chosen(place) === number,
    change: () => all.choose(place, number),
  });
  const lines = numbers.map((number) => {
    const { label, description, creator, date, omits = [] } = app.index.presentations[number]!;
    const not = omits.length > 0 ? `${words.overOmits}: ${omits.map((one) => words[OMISSIONS[one]]).join(", ")}` : "";
    return line(number, [label, description, creator, dateText(date), not].filter(Boolean).join(" · "));
  });
  return section(words.overStates, [line(undefined, words.overNone), ...lines], "state");
}

function keys(app: App): HTMLElement | undefined {
  const all = app.index.keys.filter(({ images }) => images.length > 0);
  if (all.length === 0) return undefined;
  const lists = all.map(({ title, description, images }) => {
    const buttons = images.map(([stack, frame]) => {
      const series = app.stacks[stack]?.series;
      const button = element("button", { type: "button", class: "toggle" }, `${series?.modality ?? ""} ${series?.number ?? ""}/${frame + 1}`);
      button.addEventListener("click", () => showImage(app, stack, frame));
      return button;
    });
    return element("div", {}, element("p", {}, [title, description].filter(Boolean).join(": ")), element("div", { class: "key-images" }, ...buttons));
  });
  return element("fieldset", { class: "over" }, element("legend", {}, words.keyImages), ...lists);
}

function segments(app: App, info: OpenStack): HTMLElement | undefined {
  const all = feature(app, Segmentations);
  const lines = all.over(info).flatMap((place) =>
    app.index.segmentations[place]!.segments.map(({ number, label, color }): Line => ({
      text: label || `${number}`,
      color,
      on: !all.hiddenOf(place).has(number),
      change: (on) => all.show(place, number, on),
    })),
  );
  return section(words.overSegments, lines);
}

function structures(app: App, info: OpenStack): HTMLElement | undefined {
  const all = feature(app, Structures);
  const lines = all.over(info).flatMap((place) =>
    app.index.structures[place]!.rois.map(({ number, name, color }): Line => ({
      text: name || `${number}`,
      color,
      on: !all.hiddenOf(place).has(number),
      lost: isLost(app, app.index.structures[place]!.part),
      change: (on) => all.show(place, number, on),
    })),
  );
  return section(words.overStructures, lines);
}

function doses(app: App, info: OpenStack): HTMLElement | undefined {
  const all = feature(app, Doses);
  const lines = all.over(info).map((place): Line => ({
    text: app.index.doses[place]!.label || words.overDose,
    on: !all.hidden.has(place),
    change: (on) => all.show(place, on),
  }));
  return section(words.overDose, lines);
}

function overlays(app: App, { stack }: OpenStack): HTMLElement | undefined {
  if (stack.overlays === undefined) return undefined;
  const all = feature(app, Overlays);
  return section(words.overOverlays, [{ text: words.overOverlays, on: all.on, lost: isLost(app, stack.overlays), change: (on) => all.show(on) }]);
}
