/** Raw deflate of unknown length undone (Deflated Explicit VR Little Endian). */
export async function inflateRaw(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // Failures show at the reading end.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const out = new Uint8Array(await new Response(readable).arrayBuffer());
  if (out.length > LARGEST) throw new RangeError(`${out.length} bytes inflated`);
  return out;
}

/** A deflated file inflates to less than this, or it is an attack. */
const LARGEST = 1 << 30;
