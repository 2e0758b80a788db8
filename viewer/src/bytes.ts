import { inflate } from "./load/bytes";

/** The bytes of base64 text. */
function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let place = 0; place < raw.length; place++) bytes[place] = raw.charCodeAt(place);
  return bytes;
}

/** The bytes of the index's deflated base64; how long they are, is known before. */
export function inflated(text: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return inflate(bytesOfBase64(text), length);
}
