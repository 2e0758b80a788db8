/**
 * What the viewer can do, by tables. A feature adds its rows here and its words in words/; nothing
 * else needs to know of it.
 */
import { ANNOTATION_TOOLS } from "./measure/tools";
import { measurementLayer } from "./measure/layer";
import { ACTIONS as VIEW_ACTIONS } from "./tool/actions";
import { pan } from "./tool/pan";
import { scroll } from "./tool/scroll";
import type { Action, Layer, Tool } from "./tool/tool";
import { windowTool } from "./tool/window";
import { zoom } from "./tool/zoom";
import { imagePanel } from "./view/image-panel";
import type { PanelKind } from "./view/panel";

/** The first is active when the viewer opens. */
export const TOOLS: readonly Tool[] = [scroll, windowTool, zoom, pan, ...ANNOTATION_TOOLS];

export const ACTIONS: readonly Action[] = [...VIEW_ACTIONS];

/** From the lowest to the highest. */
export const LAYERS: readonly Layer[] = [measurementLayer];

export const PANELS: readonly PanelKind[] = [imagePanel];

/** The toolbar: groups of names of tools and actions; a menu has a name and names below it. */
export interface MenuEntry {
  menu: string;
}
export type BarEntry = string | MenuEntry;

export const TOOLBAR: readonly (readonly BarEntry[])[] = [
  ["scroll", "window", "zoom", "pan"],
  [{ menu: "measure" }, "measurements"],
  [{ menu: "presets" }, "invert", { menu: "orientation" }, "fit", "reset"],
  ["cine", { menu: "layout" }],
];
