import { inflate } from "./bytes";

/** "viewer" in raw deflate. */
const DEFLATED = Uint8Array.of(0x2b, 0xcb, 0x4c, 0x2d, 0x4f, 0x2d, 0x02, 0x00);

/** Fails where the browser lacks what the viewer needs. */
export async function selfTest(): Promise<void> {
  const needed = ["DecompressionStream", "OffscreenCanvas", "createImageBitmap", "ResizeObserver", "Worker"];
  const missing = needed.filter((name) => !(name in globalThis));
  if (missing.length) throw new Error(`missing: ${missing.join(", ")}`);
  const text = new TextDecoder().decode(await inflate(DEFLATED, 6));
  if (text !== "viewer") throw new Error("inflate is wrong");
}
