import type { App } from "../app";
import { openAbout } from "../ui/about";
import { openCalibration } from "../ui/calibration";
import { openHelp } from "../ui/help";
import { openMeasurements } from "../ui/measurement-list";
import { INITIAL, type ImageView } from "../view/image-view";
import { millimetres } from "../view/scale";
import { clampZoom, mirrored, turned } from "../view/transform";
import type { Panel } from "../view/panel";
import { words } from "../words/words";
import { isPlaying, play, stop } from "./cine";
import type { Action } from "./tool";

/** Images for Page Up and Page Down. */
const PAGE = 10;

/** An action upon the active image. */
function onView(action: Omit<Action, "run" | "enabled"> & { run(view: ImageView, app: App): void }): Action {
  const { run, ...rest } = action;
  return {
    ...rest,
    enabled: (app) => app.view?.info !== undefined,
    run: (app) => app.view?.info && run(app.view, app),
  };
}

function toFrame(
  name: "next" | "previous" | "nextPage" | "previousPage" | "first" | "last",
  keys: string[],
  target: (view: ImageView) => number,
): Action {
  return onView({ name, word: name, icon: "scroll", keys, run: (view) => view.show(target(view)) });
}

export const ACTIONS: readonly Action[] = [
  toFrame("next", ["ArrowDown", "ArrowRight"], (view) => view.frame + 1),
  toFrame("previous", ["ArrowUp", "ArrowLeft"], (view) => view.frame - 1),
  toFrame("nextPage", ["PageDown"], (view) => view.frame + PAGE),
  toFrame("previousPage", ["PageUp"], (view) => view.frame - PAGE),
  toFrame("first", ["Home"], () => 0),
  toFrame("last", ["End"], (view) => view.frames - 1),
  { name: "nextSeries", word: "nextSeries", icon: "panel", keys: ["]"], run: (app) => toSeries(app, 1) },
  { name: "previousSeries", word: "previousSeries", icon: "panel", keys: ["["], run: (app) => toSeries(app, -1) },
  onView({
    name: "fit",
    word: "fit",
    icon: "fit",
    keys: ["f"],
    run: (view) => view.set({ zoom: "fit", pan: { x: 0, y: 0 } }),
  }),
  onView({
    name: "oneToOne",
    word: "oneToOne",
    icon: "oneToOne",
    keys: ["o"],
    run: (view) => view.set({ zoom: 1 / devicePixelRatio, pan: { x: 0, y: 0 } }),
  }),
  {
    ...onView({ name: "trueSize", word: "trueSize", icon: "trueSize", keys: ["Shift+O"], run: trueSize }),
    enabled: (app) => app.view?.info !== undefined && millimetres(app.view.info, app.view.frame) !== undefined,
  },
  { name: "calibrate", word: "calibrate", icon: "calibrate", run: openCalibration },
  {
    ...onView({
      name: "invert",
      word: "invert",
      icon: "invert",
      keys: ["i"],
      run: (view) => view.set({ inverted: !view.state.inverted }),
    }),
    pressed: (app) => app.view?.state.inverted ?? false,
  },
  onView({
    name: "windowAuto",
    word: "windowAuto",
    icon: "window",
    keys: ["Shift+W"],
    run: (view) => view.set({ window: { kind: "auto" } }),
  }),
  onView({
    name: "windowOwn",
    word: "windowOwn",
    icon: "window",
    keys: ["0"],
    run: (view) => view.set({ window: { kind: "own", number: 0 } }),
  }),
  onView({
    name: "rotateRight",
    word: "rotateRight",
    icon: "rotateRight",
    keys: ["r"],
    run: (view) => view.set(turned(view.state, 90)),
  }),
  onView({
    name: "rotateLeft",
    word: "rotateLeft",
    icon: "rotateLeft",
    keys: ["Shift+R"],
    run: (view) => view.set(turned(view.state, 270)),
  }),
  onView({
    name: "flipHorizontal",
    word: "flipHorizontal",
    icon: "flipHorizontal",
    keys: ["m"],
    run: (view) => view.set(mirrored(view.state, "horizontal")),
  }),
  onView({
    name: "flipVertical",
    word: "flipVertical",
    icon: "flipVertical",
    keys: ["Shift+M"],
    run: (view) => view.set(mirrored(view.state, "vertical")),
  }),
  onView({ name: "reset", word: "reset", icon: "reset", keys: ["Backspace"], run: (view) => view.set(INITIAL) }),
  {
    ...onView({
      name: "cine",
      word: "cine",
      icon: "cine",
      keys: [" "],
      run: (view, app) => (isPlaying(view) ? stop(app, view) : play(app, view)),
    }),
    enabled: (app) => (app.view?.frames ?? 0) > 1,
    pressed: (app) => app.view !== undefined && isPlaying(app.view),
  },
  {
    name: "maximise",
    word: "maximise",
    icon: "maximise",
    keys: ["Shift+Enter"],
    run: (app) => app.layout.toggleMaximised(app.layout.active),
    pressed: (app) => app.layout.maximised !== undefined,
  },
  {
    name: "undo",
    word: "undo",
    icon: "undo",
    keys: ["Ctrl+z"],
    run: ({ measurements }) => measurements.remove(measurements.all.at(-1)),
    enabled: (app) => app.measurements.all.length > 0,
  },
  {
    name: "deleteMeasure",
    word: "deleteMeasure",
    icon: "delete",
    keys: ["Delete"],
    run: ({ measurements }) => measurements.remove(measurements.chosen),
    enabled: (app) => app.measurements.chosen !== undefined,
  },
  { name: "measurements", word: "measurements", icon: "measurements", keys: ["Shift+L"], run: openMeasurements },
  {
    name: "panel",
    word: "panel",
    icon: "panel",
    keys: ["v"],
    run: (app) => app.change({ panel: !app.settings.panel }),
    pressed: (app) => app.settings.panel === true,
  },
  {
    name: "corners",
    word: "corners",
    icon: "corners",
    keys: ["c"],
    run: (app) => app.change({ corners: !app.settings.corners }),
    pressed: (app) => app.settings.corners,
  },
  {
    name: "smooth",
    word: "smooth",
    icon: "smooth",
    keys: ["Shift+I"],
    run: (app) => app.change({ smooth: !app.settings.smooth }),
    pressed: (app) => app.settings.smooth,
  },
  {
    name: "fullscreen",
    word: "fullscreen",
    icon: "fullscreen",
    keys: ["u"],
    run: toggleFullscreen,
    pressed: () => document.fullscreenElement !== null,
  },
  { name: "language", word: "otherLanguage", icon: "language", run: otherLanguage },
  { name: "about", word: "about", icon: "about", run: openAbout },
  { name: "help", word: "help", icon: "help", keys: ["?"], run: openHelp },
];

/** One millimetre of the patient is one millimetre of the screen. */
function trueSize(view: ImageView, app: App): void {
  const spacing = view.info && millimetres(view.info, view.frame);
  if (spacing) view.set({ zoom: clampZoom(spacing * app.settings.pixelsPerMillimetre), pan: { x: 0, y: 0 } });
}

/** The stack before or after that of the active cell, in the order of the disc. */
function toSeries(app: App, step: number): void {
  const all = app.stacks.flatMap((info) => (info ? info.place : []));
  const now = all.indexOf((app.layout.active.panel as Panel | undefined)?.item.place ?? -1);
  const place = all[Math.min(all.length - 1, Math.max(0, now + step))];
  if (place !== undefined && place !== all[now]) app.open({ kind: "stack", place });
}

function toggleFullscreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  change?.catch(() => undefined);
}

/** The page is built once in one language; a change begins it anew. */
function otherLanguage(app: App): void {
  app.change({ language: words.language === "English" ? "zh-Hans" : "en" });
  location.reload();
}
