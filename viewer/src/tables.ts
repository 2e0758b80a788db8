/**
 * What the viewer can do, by tables. A feature adds its rows here and its words in words/; nothing
 * else needs to know of it.
 */
import type { App } from "./app";
import { compareAction } from "./compare/action";
import { KEY_ACTIONS, keyLayer } from "./key/keys";
import { ANNOTATION_TOOLS } from "./measure/tools";
import { measurementLayer } from "./measure/layer";
import { overlayLayer } from "./overlay/own";
import { savePngAction } from "./picture/actions";
import { presentationLayer, PresentationStates, shutterLayer } from "./presentation/states";
import { scoutAction, scoutLayer, Scouts } from "./scout/layer";
import { Sync, syncAction } from "./sync/sync";
import { ACTIONS as VIEW_ACTIONS } from "./tool/actions";
import { locate, locateLayer } from "./tool/locate";
import { pan } from "./tool/pan";
import { STEP_ACTIONS } from "./tool/step-actions";
import { scroll } from "./tool/scroll";
import type { Action, Layer, Tool } from "./tool/tool";
import { windowTool } from "./tool/window";
import { zoom } from "./tool/zoom";
import { imagePanel } from "./view/image-panel";
import type { PanelKind } from "./view/panel";
import { LATE_ACTIONS, LATE_PANELS, lateControls, LateLayers, lateOverlays } from "./ondemand/load";

/** The first is active when the viewer opens. */
export const TOOLS: readonly Tool[] = [scroll, windowTool, zoom, pan, locate, ...ANNOTATION_TOOLS];

export const ACTIONS: readonly Action[] = [
  ...VIEW_ACTIONS,
  ...STEP_ACTIONS,
  syncAction,
  scoutAction,
  compareAction,
  ...KEY_ACTIONS,
  ...LATE_ACTIONS,
  savePngAction,
];

/** From the lowest to the highest. */
export const LAYERS: readonly Layer[] = [
  shutterLayer,
  lateOverlays,
  overlayLayer,
  presentationLayer,
  scoutLayer,
  lateControls,
  locateLayer,
  keyLayer,
  measurementLayer,
];

export const PANELS: readonly PanelKind[] = [imagePanel, ...LATE_PANELS];

/** What listens from the beginning on (feature.ts). */
export const FEATURES: readonly (new (app: App) => object)[] = [Sync, Scouts, PresentationStates, LateLayers];

/** The toolbar: groups of names of tools and actions; a menu has a name and names below it. */
export interface MenuEntry {
  menu: string;
}
export type BarEntry = string | MenuEntry;

export const TOOLBAR: readonly (readonly BarEntry[])[] = [
  ["scroll", "window", "zoom", "pan"],
  [{ menu: "measure" }, "measurements"],
  [{ menu: "presets" }, "invert", { menu: "size" }, { menu: "orientation" }, "reset"],
  ["cine", { menu: "layout" }],
  ["sync", "locate", "scouts", "mpr", "over"],
];
