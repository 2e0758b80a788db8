import type { Samples } from "../pixels/samples";
import { PIXEL_DATA } from "./data-set";
import type { DicomFile } from "./file";
import { decodeExtended, precisionOf } from "./jpeg-extended";
import { decodeJpegLs } from "./jpeg-ls";
import { decodeJpeg2000 } from "./jpeg2000/decode";
import { decodeLossless } from "./jpeg-lossless";
import { isColor, pixelForm, rgba, samplesOf, words, type PixelForm } from "./pixels";
import { unpackRle } from "./rle";

const ITEM = 0xfffee000;

/** Frame `number` of a file, from 0. Throws where it cannot be decoded. */
export async function readFrame(file: DicomFile, number: number): Promise<Samples> {
  const form = pixelForm(file);
  const { rows, columns } = form;
  const raw = await rawOf(file, form, number);
  if ("close" in raw) return { kind: "color", rows, columns, bitmap: raw };
  if (!isColor(form)) return { kind: "gray", rows, columns, data: samplesOf(form, raw) };
  const bitmap = await createImageBitmap(new ImageData(rgba(file, form, raw), columns, rows));
  return { kind: "color", rows, columns, bitmap };
}

/** Values of a frame, sample after sample; of a color JPEG the picture itself. */
async function rawOf(file: DicomFile, form: PixelForm, number: number): Promise<ArrayLike<number> | ImageBitmap> {
  switch (file.syntax.codec) {
    case "native":
      return native(file, form, number);
    case "rle":
      return joined(unpackRle(await fragment(file, form, number), form.rows * form.columns), form);
    case "jpeg-lossless":
      form.planar = false;
      return decodeLossless(await fragment(file, form, number)).values;
    case "jpeg-ls":
      form.planar = false;
      return decodeJpegLs(await fragment(file, form, number)).values;
    case "jpeg-2000":
      return jpeg2000(await fragment(file, form, number), form);
    case "jpeg":
      return jpeg(await fragment(file, form, number), form);
    default:
      throw new RangeError(file.syntax.name);
  }
}

async function native(file: DicomFile, form: PixelForm, number: number): Promise<ArrayLike<number>> {
  const { rows, columns, samples, allocated } = form;
  const count = rows * columns * (form.photometric === "YBR_FULL_422" ? 2 : samples);
  const start = file.set.get(PIXEL_DATA)?.offset ?? 0;
  // Frames of single bits follow one another without padding (PS3.5 8.1.1).
  const firstBit = number * count * allocated;
  const bytes = await file.slice(start + (firstBit >> 3), start + Math.ceil((firstBit + count * allocated) / 8));
  if (bytes.length * 8 < count * allocated) throw new RangeError("pixel data end too early");
  const wordsOfBytes = !file.syntax.little && allocated === 8 && file.set.get(PIXEL_DATA)?.vr === "OW";
  if (wordsOfBytes) return swapped(bytes);
  if (allocated === 1 && firstBit & 7) return words(shifted(bytes, firstBit & 7), 1, true, count);
  return words(bytes, allocated, file.syntax.little, count);
}

/** Bytes in 16-bit words of a big endian file: each two change places. */
function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, place) => bytes[place ^ 1] ?? 0);
}

function shifted(bytes: Uint8Array, by: number): Uint8Array {
  return bytes.map((byte, place) => (byte >> by) | ((bytes[place + 1] ?? 0) << (8 - by)));
}

/** RLE's planes of bytes, highest first within each sample, as values sample after sample. */
function joined(planes: Uint8Array[], form: PixelForm): ArrayLike<number> {
  const pixels = form.rows * form.columns;
  const size = form.allocated / 8;
  const out = new Uint32Array(pixels * form.samples);
  planes.forEach((plane, number) => {
    const sample = Math.floor(number / size);
    const up = 8 * (size - 1 - (number % size));
    for (let pixel = 0; pixel < pixels; pixel++) out[sample * pixels + pixel]! |= plane[pixel]! << up;
  });
  form.planar = true;
  return out;
}

/** The component transform is undone by the decoder: what it gives is red, green, blue. */
function jpeg2000(bytes: Uint8Array, form: PixelForm): ArrayLike<number> {
  const { values } = decodeJpeg2000(bytes);
  form.planar = false;
  if (form.photometric === "YBR_RCT" || form.photometric === "YBR_ICT") form.photometric = "RGB";
  return values;
}

async function jpeg(bytes: Uint8Array<ArrayBuffer>, form: PixelForm): Promise<ArrayLike<number> | ImageBitmap> {
  // Browsers read 8 bits.
  if (precisionOf(bytes) > 8) return decodeExtended(bytes).values;
  const stream = form.photometric === "RGB" ? withAdobe(bytes) : bytes;
  const bitmap = await createImageBitmap(new Blob([stream], { type: "image/jpeg" }), { colorSpaceConversion: "none" });
  if (form.samples > 1) return bitmap;
  const canvas = new OffscreenCanvas(form.columns, form.rows);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, form.columns, form.rows);
  return data.filter((_, place) => place % 4 === 0);
}

/** An Adobe marker that says: the components are red, green and blue. */
function withAdobe(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const marker = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];
  const out = new Uint8Array(bytes.length + marker.length);
  out.set(bytes.subarray(0, 2));
  out.set(marker, 2);
  out.set(bytes.subarray(2), 2 + marker.length);
  return out;
}

interface Fragments {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each fragment stands: from and to. */
  places: [number, number][];
  /** Of the Basic Offset Table: where frames begin, from the first fragment on. */
  table: number[];
}

const known = new WeakMap<DicomFile, Promise<Fragments>>();

/** The compressed bytes of a frame (PS3.5 A.4). */
async function fragment(file: DicomFile, form: PixelForm, number: number): Promise<Uint8Array<ArrayBuffer>> {
  const reading = known.get(file) ?? readFragments(file);
  // Of a file with one frame the frame itself is kept, where frames are.
  if (form.frames > 1) known.set(file, reading);
  const { bytes, places, table } = await reading;
  const mine =
    form.frames === 1
      ? places
      : places.length === form.frames
        ? places.slice(number, number + 1)
        : table.length === form.frames
          ? byTable(places, table, number)
          : byMarker(places, bytes, number);
  if (mine.length === 0) throw new RangeError("no such frame");
  const length = mine.reduce((sum, [from, to]) => sum + to - from, 0);
  const out = new Uint8Array(length);
  let at = 0;
  for (const [from, to] of mine) {
    out.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return out;
}

function byTable(places: [number, number][], table: number[], number: number): [number, number][] {
  const base = (places[0]?.[0] ?? 8) - 8;
  return places.filter(([from]) => from - 8 - base >= table[number]! && from - 8 - base < (table[number + 1] ?? Infinity));
}

/** Without a table: a frame begins where a JPEG image does (SOI). */
function byMarker(places: [number, number][], bytes: Uint8Array, number: number): [number, number][] {
  let frame = -1;
  return places.filter(([from]) => {
    if (bytes[from] === 0xff && bytes[from + 1] === 0xd8) frame++;
    return frame === number;
  });
}

async function readFragments(file: DicomFile): Promise<Fragments> {
  const start = file.set.get(PIXEL_DATA)?.offset ?? 0;
  const bytes = await file.slice(start, file.size);
  const view = new DataView(bytes.buffer);
  const places: [number, number][] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    const length = view.getUint32(at + 4, true);
    if (tag !== ITEM) break;
    places.push([at + 8, Math.min(at + 8 + length, bytes.length)]);
    at += 8 + length;
  }
  const [from, to] = places.shift() ?? [0, 0];
  return { bytes, places, table: Array.from({ length: (to - from) >> 2 }, (_, n) => view.getUint32(from + 4 * n, true)) };
}
