import type { Sample } from "../data";
import type { SampleArray } from "../load/predict";
import type { DicomFile } from "./file";

/** Image Pixel (PS3.3 C.7.6.3). */
export interface PixelForm {
  rows: number;
  columns: number;
  samples: number;
  allocated: number;
  stored: number;
  high: number;
  signed: boolean;
  photometric: string;
  planar: boolean;
  frames: number;
}

export function pixelForm(file: DicomFile): PixelForm {
  const number = (tag: number, missing: number) => file.number(tag) ?? missing;
  const allocated = number(0x00280100, 8);
  const stored = number(0x00280101, allocated);
  return {
    rows: number(0x00280010, 0),
    columns: number(0x00280011, 0),
    samples: number(0x00280002, 1),
    allocated,
    stored,
    high: number(0x00280102, stored - 1),
    signed: number(0x00280103, 0) === 1,
    photometric: file.text(0x00280004),
    planar: number(0x00280006, 0) === 1,
    frames: Math.max(1, number(0x00280008, 1)),
  };
}

export function isColor({ samples, photometric }: PixelForm): boolean {
  return samples === 3 || photometric === "PALETTE COLOR";
}

export function sampleOf({ allocated, signed }: PixelForm): Sample {
  const bits = allocated <= 8 ? 8 : allocated <= 16 ? 16 : 32;
  return `${signed ? "i" : "u"}${bits}` as Sample;
}

/** Values of `allocated` bits as samples: masked to the stored bits, sign-extended. */
export function samplesOf(form: PixelForm, raw: ArrayLike<number>): SampleArray {
  const out = arrayOf(sampleOf(form), form.rows * form.columns);
  const down = form.high + 1 - form.stored;
  const up = 32 - form.stored;
  for (let place = 0; place < out.length; place++) {
    const value = (raw[place]! >>> down) << up;
    out[place] = form.signed ? value >> up : value >>> up;
  }
  return out;
}

function arrayOf(sample: Sample, length: number): SampleArray {
  const kinds = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array, u32: Uint32Array, i32: Int32Array, f32: Float32Array };
  return new kinds[sample](length);
}

/** Numbers of `allocated` bits out of bytes. */
export function words(bytes: Uint8Array, allocated: number, little: boolean, count: number): ArrayLike<number> {
  if (allocated === 8) return bytes;
  if (allocated === 1) return Uint8Array.from({ length: count }, (_, place) => (bytes[place >> 3]! >> (place & 7)) & 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = allocated / 8;
  const there = Math.min(count, Math.floor(bytes.length / size));
  const out = new Uint32Array(count);
  for (let place = 0; place < there; place++) {
    out[place] = size === 2 ? view.getUint16(place * 2, little) : view.getUint32(place * 4, little);
  }
  return out;
}

/** Red, green, blue of three samples for each pixel, as ImageData has them. */
export function rgba(file: DicomFile, form: PixelForm, raw: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
  const pixels = form.rows * form.columns;
  const out = new Uint8ClampedArray(pixels * 4).fill(255);
  if (form.photometric === "PALETTE COLOR") return paint(file, form, raw, out);
  if (form.photometric === "YBR_FULL_422") return halved(raw, pixels, out);
  const [step, plane] = form.planar ? [1, pixels] : [3, 1];
  const down = Math.max(0, form.stored - 8);
  const ybr = form.photometric.startsWith("YBR");
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * step;
    const [a, b, c] = [raw[at]! >> down, raw[at + plane]! >> down, raw[at + 2 * plane]! >> down];
    if (ybr) luminance(a, b, c, out, pixel * 4);
    else out.set([a, b, c], pixel * 4);
  }
  return out;
}

/** Two pixels share their color: Y, Y, Cb, Cr (PS3.3 C.7.6.3.1.2). */
function halved(raw: ArrayLike<number>, pixels: number, out: Uint8ClampedArray<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  for (let pixel = 0; pixel < pixels; pixel++) {
    const pair = (pixel >> 1) * 4;
    luminance(raw[pair + (pixel & 1)]!, raw[pair + 2]!, raw[pair + 3]!, out, pixel * 4);
  }
  return out;
}

/** PS3.3 C.7.6.3.1.2, YBR_FULL. */
function luminance(y: number, b: number, r: number, out: Uint8ClampedArray, at: number): void {
  out[at] = y + 1.402 * (r - 128);
  out[at + 1] = y - 0.344136 * (b - 128) - 0.714136 * (r - 128);
  out[at + 2] = y + 1.772 * (b - 128);
}

/** Red, Green, Blue Palette Color Lookup Tables (PS3.3 C.7.9). */
function paint(file: DicomFile, form: PixelForm, raw: ArrayLike<number>, out: Uint8ClampedArray<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  const values = samplesOf(form, raw);
  for (let color = 0; color < 3; color++) {
    const [, first = 0, bits = 16] = file.numbers(0x00281101 + color);
    const table = file.numbers(0x00281201 + color);
    // A segmented table is none that is read here: no image is better than a wrong one.
    if (table.length === 0) throw new RangeError("no palette");
    const down = bits > 8 ? 8 : 0;
    for (let pixel = 0; pixel < values.length; pixel++) {
      const entry = Math.min(Math.max(values[pixel]! - first, 0), table.length - 1);
      out[pixel * 4 + color] = (table[entry] ?? 0) >> down;
    }
  }
  return out;
}
