import type { App } from "../app";
import { KINDS } from "../measure/kinds";
import { ACTIONS, type BarEntry, TOOLBAR, TOOLS } from "../tables";
import type { Action, Tool } from "../tool/tool";
import { words } from "../words/words";
import { cineBar } from "./cine-bar";
import { element, icon } from "./dom";
import { keyText } from "./help";
import { ICONS } from "./icons";
import { MenuButton } from "./menu";
import { MENUS } from "./menus";

/** The tools, from the table `TOOLBAR`. Arrow keys go from button to button. */
export function toolbar(app: App): HTMLElement {
  const groups = TOOLBAR.map((group) =>
    element("div", { class: "group", role: "group" }, ...group.map((entry) => button(app, entry))),
  );
  const bar = element(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": words.toolbar },
    ...groups,
    cineBar(app),
  );
  bar.addEventListener("keydown", (event) => rove(bar, event));
  buttonsOf(bar).forEach((button, n) => (button.tabIndex = n ? -1 : 0));
  return bar;
}

function button(app: App, entry: BarEntry): HTMLElement {
  if (typeof entry !== "string") return menuButton(app, entry.menu);
  const tool = TOOLS.find(({ name }) => name === entry);
  if (tool) return toolButton(app, tool);
  const action = ACTIONS.find(({ name }) => name === entry);
  if (!action) throw new Error(`no tool or action "${entry}"`);
  return actionButton(app, action);
}

function toolButton(app: App, tool: Tool): HTMLElement {
  const made = plain(tool.name, words[tool.word], tool.key, tool.icon);
  made.addEventListener("click", () => app.choose(tool));
  const show = () => made.setAttribute("aria-pressed", String(app.tool === tool));
  app.events.on("tool", show);
  show();
  return made;
}

export function actionButton(app: App, action: Action): HTMLElement {
  const made = plain(action.name, words[action.word], action.keys?.[0], action.icon);
  made.addEventListener("click", () => action.run(app));
  const show = () => {
    if (action.pressed) made.setAttribute("aria-pressed", String(action.pressed(app)));
    made.setAttribute("aria-disabled", String(action.enabled?.(app) === false));
  };
  for (const event of ["active", "view", "settings", "measurements"] as const) app.events.on(event, show);
  show();
  return made;
}

function plain(name: string, title: string, key: string | undefined, iconName: keyof typeof ICONS): HTMLButtonElement {
  const tip = key ? `${title} (${keyText(key)})` : title;
  return element(
    "button",
    { type: "button", class: "button", title: tip, "aria-label": title, "data-name": name },
    icon(ICONS[iconName]),
  );
}

function menuButton(app: App, name: string): HTMLElement {
  const menu = MENUS.find((menu) => menu.name === name);
  if (!menu) throw new Error(`no menu "${name}"`);
  const made = new MenuButton(name, words[menu.word], menu.icon, () => menu.items(app));
  // A menu of tools shows the one that is chosen.
  app.events.on("tool", (tool) => {
    const mine = name === "measure" && KINDS.some((kind) => kind.name === tool.name);
    made.button.classList.toggle("chosen", mine);
    if (name === "measure") made.button.firstElementChild?.replaceWith(icon(ICONS[mine ? tool.icon : menu.icon]));
  });
  return made.button;
}

function buttonsOf(bar: HTMLElement): HTMLButtonElement[] {
  return [...bar.querySelectorAll("button")].filter((button) => !button.hidden);
}

/** One stop for Tab; arrows go on within (WAI-ARIA toolbar). */
function rove(bar: HTMLElement, event: KeyboardEvent): void {
  const buttons = buttonsOf(bar);
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const targets: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 };
  const target = targets[event.key];
  if (at < 0 || target === undefined) return;
  event.preventDefault();
  const next = buttons[(target + buttons.length) % buttons.length]!;
  buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
  next.focus();
}
