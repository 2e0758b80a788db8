import type { Stack } from "../data";
import type { Samples } from "../pixels/samples";

/**
 * A JPEG or WebP as a frame. The browser decodes it beside the page; not in a worker, where WebKit
 * reads no Blob of a page from file://.
 */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>, stack: Stack): Promise<Samples> {
  const { encoding, color, rows, columns } = stack;
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${encoding}` }), {
    colorSpaceConversion: "none",
    premultiplyAlpha: "none",
  });
  if (color) return { kind: "color", rows, columns, bitmap };
  return { kind: "gray", rows, columns, data: grayOf(bitmap) };
}

/** Of a gray picture the red channel is the sample. */
function grayOf(bitmap: ImageBitmap): Uint8Array {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  const gray = new Uint8Array(data.length / 4);
  for (let at = 0; at < gray.length; at++) gray[at] = data[4 * at]!;
  return gray;
}
