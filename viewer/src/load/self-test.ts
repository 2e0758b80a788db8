import type { FrameResult } from "./job";
import type { Pool } from "./pool";

/** What the viewer cannot be without. */
const NEEDED = ["DecompressionStream", "OffscreenCanvas", "createImageBitmap", "ResizeObserver"];
/** Longer than a slow computer starts its workers; a browser that forbids them never answers. */
const PATIENCE_MS = 10_000;

/** One sample, 5: its residual 10 (zigzag) in raw deflate. */
const FRAME = {
  text: "\u00e3\u0002\u0000",
  length: 3,
  crc: 0x66d3d569,
  encoding: "predicted",
  sample: "u8",
  color: false,
  rows: 1,
  columns: 1,
} as const;

/** Fails where the browser lacks what the viewer needs, or its workers do not decode. */
export async function selfTest(pool: Pool): Promise<void> {
  const missing = NEEDED.filter((name) => !(name in globalThis));
  if (missing.length) throw new Error(`missing: ${missing.join(", ")}`);
  const answers = Array.from({ length: pool.workers }, () => pool.decode(FRAME));
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error("the workers do not answer")), PATIENCE_MS);
  });
  const results: FrameResult[] = await Promise.race([Promise.all(answers), late]);
  const wrong = results.find(({ samples }) => samples?.[0] !== 5);
  if (wrong) throw new Error(`a worker decodes wrongly: ${wrong.error ?? wrong.samples}`);
}
