/**
 * The 27 characters of windows-1252 that are not their own byte (WHATWG Encoding), from 0x80 on;
 * 0 where the byte stands for itself.
 */
const HIGH = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018,
  0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/** No character of HIGH is above U+2122: a table answers each with one look. */
const BYTE_OF = (() => {
  const table = new Uint8Array(0x2123);
  for (let byte = 0; byte < 256; byte++) table[byte] = byte;
  HIGH.forEach((character, n) => {
    if (character) table[character] = 0x80 + n;
  });
  return table;
})();

/** The bytes that a payload's characters stand for. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(text.length);
  for (let at = 0; at < out.length; at++) out[at] = BYTE_OF[text.charCodeAt(at)]!;
  return out;
}

/** What each payload begins with: every byte once, so that a wrong way of reading shows. */
export const SELF_TEST = 256;

export function passesSelfTest(text: string): boolean {
  const bytes = bytesOf(text.slice(0, SELF_TEST));
  return bytes.length === SELF_TEST && bytes.every((byte, place) => byte === place);
}

const CRC = (() => {
  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    table[n] = crc;
  }
  return table;
})();

/** CRC-32 (ISO 3309), as in ZIP and PNG. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = CRC[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Undoes raw deflate; how long the answer is, is known before. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(length);
  // Not through a Blob: in a worker of a page from file:// WebKit does not read one.
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // What is wrong with the bytes shows at the reader.
  Promise.all([writer.write(bytes), writer.close()]).catch(() => undefined);
  const reader = readable.getReader();
  let at = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > length) throw new Error(`more than ${length} bytes inflated`);
    out.set(value, at);
    at += value.length;
  }
  if (at !== length) throw new Error(`${at} of ${length} bytes inflated`);
  return out;
}
