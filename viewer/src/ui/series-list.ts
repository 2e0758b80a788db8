import type { App } from "../app";
import type { Patient, Series, Study } from "../data";
import { PANELS } from "../tables";
import type { Item } from "../view/panel";
import { dateText, nameText, plainText } from "../view/text";
import { said, words } from "../words/words";
import { element, icon } from "./dom";
import { ICONS, type IconName } from "./icons";

/** What an entry of the list says. */
interface Entry {
  item: Item;
  title: string;
  detail: string;
  thumbnail?: string;
  icon: IconName;
}

/** All that can be opened, by patient and study, with thumbnails. */
export function seriesList(app: App): HTMLElement {
  const list = element("nav", { class: "series-list", id: "series", "aria-label": words.series });
  for (const patient of app.index.patients) {
    for (const study of patient.studies) list.append(...studyPart(app, patient, study));
  }
  list.addEventListener("keydown", (event) => rove(list, event));
  const buttons = list.querySelectorAll<HTMLButtonElement>(".entry");
  buttons.forEach((button, n) => (button.tabIndex = n ? -1 : 0));
  const mark = () => markShown(app, list);
  for (const event of ["active", "layout"] as const) app.events.on(event, mark);
  mark();
  acceptDrops(app);
  return list;
}

/** Nothing for a study of which there is nothing to open. */
function studyPart(app: App, patient: Patient, study: Study): HTMLElement[] {
  const entries = study.series.flatMap((series) => entriesOf(app, series));
  if (!entries.length) return [];
  const name = app.index.patients.length > 1 ? nameText(patient.name) : "";
  const title = [name, dateText(study.date), plainText(study.description)].filter(Boolean).join(" · ");
  const heading = element("h2", {}, title || words.series);
  const rows = entries.map((entry) => element("li", {}, button(app, entry)));
  return [element("section", {}, heading, element("ul", {}, ...rows))];
}

function entriesOf(app: App, series: Series): Entry[] {
  const name = series.description || series.bodyPart || series.modality;
  const known = (kind: string) => PANELS.some((panel) => panel.kind === kind);
  const stacks = series.stacks.flatMap((place): Entry[] => {
    const stack = app.index.stacks[place];
    if (!stack) return [];
    const count = stack.frames > 1 ? ` · ${stack.frames}` : "";
    return [
      {
        item: { kind: "stack", place },
        title: stack.label ? `${name} ${said(stack.label)}` : name,
        detail: `${series.modality}${count}`,
        thumbnail: stack.thumbnail,
        icon: stack.encoding === "video" || /MPEG|HEVC/.test(stack.absent?.format ?? "") ? "film" : "scroll",
      },
    ];
  });
  const others = (kind: "waveform" | "document", places: number[], titles: (place: number) => string | undefined) =>
    places
      .filter(() => known(kind))
      .map((place): Entry => ({
        item: { kind, place },
        title: titles(place) || name,
        detail: series.modality,
        icon: kind,
      }));
  return [
    ...stacks,
    ...others("waveform", series.waveforms, (place) => app.index.waveforms[place]?.label),
    ...others("document", series.documents, (place) => app.index.documents[place]?.title),
  ];
}

function button(app: App, { item, title, detail, thumbnail, icon: iconName }: Entry): HTMLButtonElement {
  const picture = element("span", { class: "picture" }, icon(ICONS[iconName]));
  if (thumbnail) app.loader.enqueue(() => loadThumbnail(picture, thumbnail));
  const text = element("span", { class: "about" }, element("b", {}, title), element("small", {}, detail));
  const made = element(
    "button",
    { type: "button", class: "entry", draggable: "true", title: `${title} · ${detail}` },
    picture,
    text,
  );
  made.dataset.item = `${item.kind}/${item.place}`;
  made.addEventListener("click", () => app.open(item));
  made.addEventListener("dragstart", (event) => event.dataTransfer?.setData("text/plain", made.dataset.item!));
  return made;
}

/** Settles when the picture is there, or is not to be had: the disc reads one file at a time. */
function loadThumbnail(picture: HTMLElement, url: string): Promise<void> {
  return new Promise((settle) => {
    const image = element("img", { alt: "", draggable: "false" });
    image.onload = () => {
      picture.replaceChildren(image);
      settle();
    };
    image.onerror = () => settle();
    image.src = url;
  });
}

function markShown(app: App, list: HTMLElement): void {
  const keyOf = (item: Item | undefined) => (item ? `${item.kind}/${item.place}` : "");
  const active = keyOf(app.layout.active.panel?.item);
  const shown = new Set(app.layout.cells.map(({ panel }) => keyOf(panel?.item)));
  for (const button of list.querySelectorAll<HTMLElement>(".entry")) {
    const key = button.dataset.item!;
    button.classList.toggle("shown", shown.has(key));
    button.setAttribute("aria-current", String(key === active));
  }
}

/** Up and down go from entry to entry; only one is a stop for Tab. */
function rove(list: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...list.querySelectorAll<HTMLButtonElement>(".entry")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const step = steps[event.key];
  const next = step === undefined ? undefined : buttons[Math.min(buttons.length - 1, Math.max(0, step))];
  if (at < 0 || !next) return;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

/** A series dropped on a cell opens there. */
function acceptDrops(app: App): void {
  const root = app.layout.element;
  const cellAt = (target: EventTarget | null) =>
    app.layout.cells.find(({ element }) => element.contains(target as Node));
  const highlight = (target: EventTarget | null) => {
    const over = cellAt(target);
    for (const cell of app.layout.cells) cell.element.classList.toggle("target", cell === over);
  };
  root.addEventListener("dragover", (event) => {
    event.preventDefault();
    highlight(event.target);
  });
  root.addEventListener("dragleave", () => highlight(null));
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    highlight(null);
    const [kind = "", place = ""] = (event.dataTransfer?.getData("text/plain") ?? "").split("/");
    const cell = cellAt(event.target);
    if (cell && kind && place) app.open({ kind, place: Number(place) }, cell);
  });
}
