/**
 * The second script of the disc, viewer/o0000001: what most readers of most discs never open. It is
 * read when it is first asked for, and uses the page's own modules (build.mjs).
 */
import style from "style:./ondemand.css";
import { documentPanel } from "../document/panel";
import { crosshairLayer } from "../mpr/crosshair";
import { toggleMpr } from "../mpr/session";
import { openDisc } from "../open-disc/dialog";
import { openOver } from "../over/list";
import { blendLayer } from "../presentation/blend";
import { openPrint } from "../print/dialog";
import { doseLayer } from "../rt/doses";
import { structureLayer } from "../rt/structures";
import { segmentationLayer } from "../seg/layer";
import { openPattern } from "../smpte/screen";
import { waveformPanel } from "../waveform/panel";
import type { OnDemand } from "./load";

const made: OnDemand = {
  panels: { waveform: waveformPanel, document: documentPanel },
  actions: { print: openPrint, pattern: openPattern, mpr: toggleMpr, openDisc, over: openOver },
  overlays: [blendLayer, doseLayer, segmentationLayer, structureLayer],
  controls: [crosshairLayer],
};

const sheet = document.createElement("style");
sheet.id = "viewer-style-on-demand";
sheet.textContent = style;
document.head.append(sheet);
globalThis.O(made);
