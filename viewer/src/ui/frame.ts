import type { App } from "../app";
import type { Patient } from "../data";
import { ownerOf } from "../stacks";
import { ACTIONS } from "../tables";
import { nameText } from "../view/text";
import { words } from "../words/words";
import { announcer } from "./announce";
import { element, icon } from "./dom";
import { ICONS } from "./icons";
import { MenuButton } from "./menu";
import { MENUS } from "./menus";
import { showStaticPage } from "./static-page";
import { seriesList } from "./series-list";
import { actionButton, toolbar } from "./toolbar";

/** How long a notice stays, by its length: one has to be able to read it. */
const NOTICE_MS = 6000;
/** More at once would hide the image; what cannot be read is told again by "about this disc". */
const MOST_NOTICES = 4;
/** Narrower than this the list of series begins closed. */
const NARROW = 700;

/** Puts the application's parts together: bar, list, cells, footer. */
export function frame(app: App): HTMLElement {
  const root = element("div", { id: "app", class: "viewer" });
  const skip = element("a", { class: "skip", href: "#images" }, words.skip);
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    app.layout.active.element.focus();
  });
  const top = header(app);
  top.prepend(skip);
  root.append(top, seriesList(app), app.layout.element, footer(app), notices(app), announcer(app));
  root.addEventListener("click", (event) => backToImages(app, event));
  const panel = () => root.classList.toggle("with-list", app.settings.panel);
  app.settings.panel ??= innerWidth >= NARROW;
  app.events.on("settings", panel);
  panel();
  return root;
}

/** After a click on a button, keys are for the images again; who uses the keyboard stays where he is. */
function backToImages(app: App, event: MouseEvent): void {
  const target = event.target as HTMLElement;
  const elsewhere = document.querySelector("dialog[open], .viewer .menu") !== null;
  if (event.detail && !elsewhere && target.closest("button")) app.layout.active.element.focus({ preventScroll: true });
}

function header(app: App): HTMLElement {
  const action = (name: string) =>
    actionButton(
      app,
      ACTIONS.find((action) => action.name === name)!,
    );
  const more = MENUS.find(({ name }) => name === "more")!;
  const menu = new MenuButton("more", words.more, "more", () => more.items(app));
  const end = element("div", { class: "group end" }, action("fullscreen"), action("help"), menu.button);
  return element("header", { class: "bar" }, action("panel"), identity(app), toolbar(app), end);
}

/** Nobody when the cell is empty and the disc is of several people: a name would be a guess. */
function patientShown({ view, layout, index }: App): Patient | undefined {
  const item = layout.active.panel?.item;
  if (view) return view.info?.patient;
  if (item) return ownerOf(index, item.kind, item.place)?.patient;
  return index.patients.length === 1 ? index.patients[0] : undefined;
}

/** Whose images or documents the active cell shows. */
function identity(app: App): HTMLElement {
  const name = element("b", {});
  const id = element("small", {});
  const show = () => {
    const patient = patientShown(app);
    name.textContent = patient ? nameText(patient.name) : "";
    id.textContent = patient?.id ?? "";
    document.title = patient ? nameText(patient.name) : words.viewer;
  };
  for (const event of ["active", "view"] as const) app.events.on(event, show);
  show();
  return element("h1", { class: "identity" }, name, id);
}

function footer({ index }: App): HTMLElement {
  const { institution, created } = index.disc;
  const made = [institution, created.slice(0, 10)].filter(Boolean).join(" · ");
  const pages = element("button", { type: "button", class: "link" }, words.previewPages);
  pages.addEventListener("click", () => showStaticPage(document.getElementById("app")!));
  return element(
    "footer",
    { class: "foot" },
    element("span", {}, words.notDiagnosis),
    element("span", {}, made),
    pages,
  );
}

/** For screen readers, and shown for a while. */
function notices(app: App): HTMLElement {
  const box = element("div", { class: "notice", role: "status", "aria-live": "polite" });
  app.events.on("notice", ({ text, about }) => {
    for (const line of box.children) if ((line as HTMLElement).dataset.about === about) line.remove();
    const close = element("button", { type: "button", class: "button", "aria-label": words.close }, icon(ICONS.close));
    const line = element("p", { "data-about": about }, text, close);
    close.addEventListener("click", () => line.remove());
    setTimeout(() => line.remove(), Math.max(NOTICE_MS, text.length * 80));
    while (box.childElementCount >= MOST_NOTICES) box.firstElementChild?.remove();
    box.append(line);
  });
  return box;
}
