import type { ImageView } from "../view/image-view";

type Six = [number, number, number, number, number, number];

/** A picture as a canvas, from its red, green, blue and alpha. */
export function pictureOf(width: number, height: number, rgba: Uint8ClampedArray<ArrayBuffer>): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")!.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

/** Draws a picture over the view's image; `place` takes its pixels to the image's. */
export function paintOver(context: CanvasRenderingContext2D, view: ImageView, picture: OffscreenCanvas, place: Six, smooth: boolean): void {
  context.save();
  context.imageSmoothingEnabled = smooth;
  context.transform(...(view.matrix as unknown as Six));
  context.transform(...place);
  context.drawImage(picture, 0, 0);
  context.restore();
}
