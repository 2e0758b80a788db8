import type { App } from "../app";
import { KINDS } from "../measure/kinds";
import { ACTIONS, TOOLS } from "../tables";
import { ownWindows, presetsOf } from "../tool/presets";
import { MOST_COLUMNS, MOST_ROWS } from "../view/layout";
import { type WordKey, words } from "../words/words";
import { keyText } from "./help";
import type { IconName } from "./icons";
import type { MenuItem } from "./menu";

/** A row of `MENUS`: a button of the toolbar with what it opens. */
export interface Menu {
  name: string;
  word: WordKey;
  icon: IconName;
  items(app: App): MenuItem[];
}

export const MENUS: readonly Menu[] = [
  { name: "measure", word: "measure", icon: "length", items: (app) => KINDS.map(({ name }) => toolItem(app, name)) },
  { name: "presets", word: "presets", icon: "presets", items: presetItems },
  {
    name: "orientation",
    word: "orientation",
    icon: "orientation",
    items: (app) =>
      ["rotateRight", "rotateLeft", "flipHorizontal", "flipVertical"].map((name) => actionItem(app, name)),
  },
  {
    name: "size",
    word: "size",
    icon: "fit",
    items: (app) => ["fit", "oneToOne", "trueSize", "calibrate"].map((name) => actionItem(app, name)),
  },
  { name: "layout", word: "layout", icon: "layout", items: layoutItems },
  {
    name: "more",
    word: "more",
    icon: "more",
    items: (app) => MORE.flatMap((group) => grouped(group.map((name) => actionItem(app, name)))),
  },
];

/** What has no button of its own. */
const MORE = [
  ["compare", "nextKey", "previousKey"],
  ["print", "savePng", "openDisc"],
  ["undo", "deleteMeasure"],
  ["maximise", "corners", "smooth", "fullscreen"],
  ["pattern", "language", "about", "help"],
];

/** Items with a line before the first. */
function grouped(items: MenuItem[]): MenuItem[] {
  return items.map((item, n) => ({ ...item, begins: n === 0 }));
}

function toolItem(app: App, name: string): MenuItem {
  const tool = TOOLS.find((tool) => tool.name === name)!;
  return {
    text: words[tool.word],
    icon: tool.icon,
    key: tool.key && keyText(tool.key),
    checked: app.tool === tool,
    run: () => app.choose(tool),
  };
}

function actionItem(app: App, name: string): MenuItem {
  const action = ACTIONS.find((action) => action.name === name)!;
  const checked = action.pressed?.(app);
  const key = action.keys?.[0];
  return {
    text: words[action.word],
    icon: action.icon,
    key: key && keyText(key),
    checked,
    enabled: action.enabled?.(app) ?? true,
    run: () => action.run(app),
  };
}

function presetItems(app: App): MenuItem[] {
  const view = app.view;
  if (!view?.info || view.info.stack.color) return [actionItem(app, "windowOwn")];
  const numbered = presetsOf(view).map(({ name, choice }, n) => ({
    text: name,
    key: n < 9 ? String(n + 1) : "",
    choice,
  }));
  const own = ownWindows(view).map(({ name, choice }) => ({ text: name, key: "", choice }));
  const isOwn = numbered[0]?.choice.kind === "own";
  const shown = JSON.stringify(view.state.window);
  const item = ({ text, key, choice }: (typeof own)[number]): MenuItem => {
    return { text, key, checked: JSON.stringify(choice) === shown, run: () => view.set({ window: choice }) };
  };
  const first = own.length ? (isOwn ? [] : own).map(item) : [actionItem(app, "windowOwn")];
  const auto = { ...actionItem(app, "windowAuto"), checked: view.state.window.kind === "auto" };
  return [...first, ...grouped(numbered.map(item)), ...grouped([auto])];
}

/** The layouts that a reader chooses from: rows, columns. */
const LAYOUTS = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 3],
  [2, 2],
  [2, 3],
  [3, 3],
  [2, 4],
  [3, 4],
  [4, 4],
] as const;

function layoutItems(app: App): MenuItem[] {
  const { layout } = app;
  return LAYOUTS.filter(([rows, columns]) => rows <= MOST_ROWS && columns <= MOST_COLUMNS).map(([rows, columns]) => ({
    text: `${rows} × ${columns}`,
    checked: layout.rows === rows && layout.columns === columns,
    run: () => app.arrange(rows, columns),
  }));
}
