import { feature } from "../feature";
import { activatedBy } from "../presentation/states";
import type { Layer } from "../tool/tool";
import { drawOverlays, Overlays } from "./layer";

/** An image's own overlay planes; with a presentation state those that it wants (PS3.3 C.11.7). */
export const overlayLayer: Layer = {
  name: "overlay",
  draw(context, view, app) {
    const overlays = feature(app, Overlays);
    if (!overlays.on) return;
    const groups = activatedBy(app, view);
    const shown = overlays.of(view);
    drawOverlays(context, view, groups ? shown.filter(({ mask }) => groups.includes(mask.group)) : shown);
  },
};
