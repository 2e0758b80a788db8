import { at } from "../stacks";
import { lossyText, windowText } from "../view/corner-text";
import type { ImageView } from "../view/image-view";
import { sidesOf } from "../view/orientation";

const SIDE = "#ffd9a0";
const TEXT = "#e6eaf0";
/** From the edges, and from line to line, CSS pixels. */
const EDGE = 10;
const LINE = 17;

/**
 * What a picture has to tell by itself once it has left the page, where elements beside the image say
 * it: the patient's sides, laterality, loss and window. Whose image it is the paper says, a file never.
 */
export function drawMarks(context: CanvasRenderingContext2D, view: ImageView): void {
  const { info, frame, state, size } = view;
  if (!info) return;
  const [middle, center, right, bottom] = [size.width / 2, size.height / 2, size.width - EDGE, size.height - EDGE];
  const sides = sidesOf(info.table, frame, state);
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = "rgb(0 0 0 / 80%)";
  const text = (texts: string[], x: number, y: number, align: CanvasTextAlign, baseline: CanvasTextBaseline) => {
    context.textAlign = align;
    context.textBaseline = baseline;
    texts.filter(Boolean).forEach((line, row) => {
      context.strokeText(line, x, y - row * LINE);
      context.fillText(line, x, y - row * LINE);
    });
  };
  context.font = "600 15px system-ui, sans-serif";
  context.fillStyle = SIDE;
  text([sides?.left ?? ""], EDGE, center, "left", "middle");
  text([sides?.right ?? ""], right, center, "right", "middle");
  text([sides?.top ?? ""], middle, EDGE, "center", "top");
  text([sides?.bottom ?? ""], middle, bottom, "center", "bottom");
  context.font = "13px system-ui, sans-serif";
  context.fillStyle = TEXT;
  text([at(info.table.laterality, frame) ?? "", lossyText(view)], EDGE, bottom, "left", "bottom");
  text([windowText(view)], right, bottom, "right", "bottom");
}
