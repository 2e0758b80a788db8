import type { App } from "../app";
import { ACTIONS, TOOLS } from "../tables";
import { presetsOf } from "../tool/presets";

/** "Ctrl+z", "Shift+R", "ArrowDown": as the tables write keys. */
function keyName(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const shift = event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(event.key)) ? "Shift+" : "";
  const key = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key;
  return control + shift + key;
}

/** Keys of the whole page; what is typed into a field stays there. */
export function listenToKeys(shown: () => App): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.altKey || isBusy(target)) return;
    if (answer(shown(), event, target)) event.preventDefault();
  });
}

/** Fields, menus and dialogs have keys of their own. */
function isBusy(target: HTMLElement): boolean {
  return target.closest("input, select, textarea, dialog, [role=menu]") !== null;
}

function answer(app: App, event: KeyboardEvent, target: HTMLElement): boolean {
  const name = keyName(event);
  // A letter alone acts only where the reader left that on (WCAG 2.1.4).
  if (!app.settings.letterKeys && name.replace("Shift+", "").length === 1 && name !== " ") return false;
  const onControl = target.closest("button, a, [role=option]") !== null;
  if (onControl && (name === " " || name === "Enter" || name.startsWith("Arrow"))) return false;
  if (app.layout.active.panel?.key?.(event)) return true;
  if (name === "Escape") return escape(app);
  return preset(app, name) || tool(app, name) || action(app, name);
}

function escape(app: App): boolean {
  if (app.tool.cancel?.(app)) return true;
  if (app.layout.maximised) app.layout.toggleMaximised(app.layout.active);
  else if (app.tool.points) app.choose(TOOLS[0]!);
  return false;
}

function preset(app: App, name: string): boolean {
  const view = app.view;
  const chosen = view && /^[1-9]$/.test(name) ? presetsOf(view)[Number(name) - 1] : undefined;
  if (chosen) view!.set({ window: chosen.choice });
  return chosen !== undefined;
}

function tool(app: App, name: string): boolean {
  const found = TOOLS.find(({ key }) => key === name);
  if (found) app.choose(found);
  return found !== undefined;
}

function action(app: App, name: string): boolean {
  const found = ACTIONS.find(({ keys }) => keys?.includes(name));
  if (!found || found.enabled?.(app) === false) return false;
  found.run(app);
  return true;
}
