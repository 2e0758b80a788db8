import type { App } from "../app";
import { ACTIONS, TOOLS } from "../tables";
import { presetsOf } from "../tool/presets";
import { type WordKey, words } from "../words/words";
import { openDialog } from "./dialog";
import { element } from "./dom";

const SYMBOLS: Record<string, string> = {
  " ": "␣",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Delete: "Del",
};

/** "Shift+R" as it is printed on keys. */
export function keyText(key: string): string {
  const parts = key.split(/\+(?=.)/);
  return parts.map((part) => SYMBOLS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}

const MOUSE: readonly [WordKey, (app: App) => string][] = [
  ["mouseLeft", () => words.mouseLeftDoes],
  ["mouseRight", () => words.window],
  ["mouseMiddle", () => words.pan],
  ["mouseWheel", () => words.scroll],
  ["mouseControlWheel", () => words.zoom],
  ["mouseDouble", () => words.maximise],
];

/** All keys, from the same tables that answer them. */
export function openHelp(app: App): void {
  const tools = TOOLS.flatMap(({ key, word }): Row[] => (key ? [[[key], words[word]]] : []));
  const actions = ACTIONS.flatMap(({ keys, word }): Row[] => (keys ? [[keys, words[word]]] : []));
  const presets = app.view
    ? presetsOf(app.view)
        .slice(0, 9)
        .map(({ name }, n): Row => [[String(n + 1)], name])
    : [];
  const cross: Row[] = [
    [["Enter"], words.keyPoint],
    [["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"], words.keyCross],
    [["Tab"], words.keyNextView],
    [["Alt+ArrowUp", "Alt+PageUp"], words.keyMpr],
  ];
  const mouse = MOUSE.map(([word, does]): Row => [words[word], does(app)]);
  const columns = element(
    "div",
    { class: "help" },
    table(words.toolbar, [...tools, ...cross]),
    table(words.image, actions),
    table(words.presets, presets),
    table(words.keyMouse, mouse),
  );
  openDialog(words.help, letterSwitch(app), columns);
}

type Row = [keys: string[] | string, does: string];

function table(title: string, rows: Row[]): HTMLElement | string {
  if (!rows.length) return "";
  const body = rows.map(([keys, does]) => {
    const shown = typeof keys === "string" ? [keys] : keys.map((key) => element("kbd", {}, keyText(key)));
    return element("tr", {}, element("th", { scope: "row" }, ...shown), element("td", {}, does));
  });
  return element("section", {}, element("h3", {}, title), element("table", {}, element("tbody", {}, ...body)));
}

function letterSwitch(app: App): HTMLElement {
  const box = element("input", { type: "checkbox" });
  box.checked = app.settings.letterKeys;
  box.addEventListener("change", () => app.change({ letterKeys: box.checked }));
  return element("label", { class: "switch" }, box, words.letterKeys);
}
