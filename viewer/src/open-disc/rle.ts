/** RLE Lossless (PS3.5 G): up to 15 segments of bytes, each packed; a plane of bytes for each. */
export function unpackRle(bytes: Uint8Array, length: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.min(view.getUint32(0, true), MOST_SEGMENTS);
  return Array.from({ length: count }, (_, segment) => {
    const from = view.getUint32(4 + 4 * segment, true);
    const to = segment + 1 < count ? view.getUint32(8 + 4 * segment, true) : bytes.length;
    return unpack(bytes.subarray(from, to), length);
  });
}

const MOST_SEGMENTS = 15;

function unpack(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let at = 0;
  for (let place = 0; place < packed.length && at < length; ) {
    const control = (packed[place++]! << 24) >> 24;
    if (control >= 0) {
      out.set(packed.subarray(place, Math.min(place + control + 1, place + length - at)), at);
      place += control + 1;
      at += control + 1;
    } else if (control !== -128) {
      out.fill(packed[place++]!, at, (at += 1 - control));
    }
  }
  return out;
}
