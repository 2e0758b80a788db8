import type { App } from "../app";
import { openDialog } from "../ui/dialog";
import { element } from "../ui/dom";
import { words } from "../words/words";
import { drawPattern } from "./pattern";

/** The test pattern over the whole page, one pixel of it for one of the screen. */
export function openPattern(app: App): void {
  const canvas = element("canvas", { class: "pattern", role: "img", "aria-label": words.patternHow });
  const dialog = openDialog(words.pattern, canvas, element("p", {}, words.patternHow));
  dialog.classList.add("whole");
  const gray = (part: number): string => {
    const level = Math.round(part * 255);
    const shown = app.display?.[level] ?? level;
    return `rgb(${shown} ${shown} ${shown})`;
  };
  const draw = () => {
    const { clientWidth, clientHeight } = canvas;
    canvas.width = Math.round(clientWidth * devicePixelRatio);
    canvas.height = Math.round(clientHeight * devicePixelRatio);
    drawPattern(canvas.getContext("2d", { alpha: false })!, canvas.width, canvas.height, gray);
  };
  const watch = new ResizeObserver(draw);
  watch.observe(canvas);
  dialog.addEventListener("close", () => watch.disconnect());
}
