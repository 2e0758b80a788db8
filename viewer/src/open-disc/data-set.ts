/** An element's value: bytes of the file, or the items of a sequence (PS3.5 7). */
export interface Element {
  vr: string;
  /** Where the value stands in the file; `length` is undefined for encapsulated pixel data. */
  offset: number;
  length: number | undefined;
  items?: DataSet[];
}

/** A data set: elements by tag, group first: 0x00100010. */
export type DataSet = Map<number, Element>;

/** How a data set is written. */
export interface Form {
  explicit: boolean;
  little: boolean;
}

/** The file ends within the data set: more of it has to be read. */
export class Truncated extends Error {}
/** What stands there is no data set. */
export class NotDicom extends Error {}

/** Value representations with a 32-bit length after two reserved bytes (PS3.5 Table 7.1-1). */
const LONG = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);
const ITEM = 0xfffeE000;
const ITEM_END = 0xfffeE00d;
const SEQUENCE_END = 0xfffeE0dd;
const UNDEFINED = 0xffffffff;
export const PIXEL_DATA = 0x7fe00010;
/** Float and double float pixel data. */
const OTHER_PIXELS = [0x7fe00008, 0x7fe00009];
/** Deeper nesting is no image's, but an attack or a mistake. */
const DEEPEST = 16;

/** Reads elements one after the other, up to the pixel data. */
export class Reader {
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array, public at: number, readonly form: Form) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The data set from here to `end`; `end` undefined: to the item's delimiter. */
  dataSet(end: number | undefined, depth = 0): DataSet {
    if (depth > DEEPEST) throw new NotDicom("nested too deep");
    const set: DataSet = new Map();
    while (end === undefined || this.at < end) {
      const tag = this.#tag();
      if (tag === ITEM_END) {
        this.#length();
        return set;
      }
      const element = this.#element(tag, depth);
      set.set(tag, element);
      if (depth === 0 && isPixels(tag)) return set;
    }
    return set;
  }

  /** File Meta Information: the elements of group 0002 that come next, whatever their length says. */
  meta(): DataSet {
    const set: DataSet = new Map();
    while (this.bytes[this.at] === 2 && this.bytes[this.at + 1] === 0) {
      const tag = this.#tag();
      set.set(tag, this.#element(tag, 0));
    }
    return set;
  }

  #need(bytes: number): void {
    if (this.at + bytes > this.bytes.length) throw new Truncated();
  }

  #short(): number {
    this.#need(2);
    this.at += 2;
    return this.#view.getUint16(this.at - 2, this.form.little);
  }

  #length(): number {
    this.#need(4);
    this.at += 4;
    return this.#view.getUint32(this.at - 4, this.form.little);
  }

  #tag(): number {
    return this.#short() * 0x10000 + this.#short();
  }

  #element(tag: number, depth: number): Element {
    const vr = this.form.explicit ? this.#vr() : implicitVr(tag);
    const length = this.form.explicit && !LONG.has(vr) ? this.#short() : this.#longLength();
    const offset = this.at;
    if (isPixels(tag)) {
      if (depth > 0) this.#skipPixels(length);
      return { vr, offset, length: length === UNDEFINED ? undefined : length };
    }
    if (vr === "SQ" || length === UNDEFINED) {
      const form = vr === "UN" ? { explicit: false, little: true } : this.form;
      const reader = new Reader(this.bytes, this.at, form);
      const items = reader.#items(length === UNDEFINED ? undefined : offset + length, depth);
      this.at = reader.at;
      return { vr: "SQ", offset, length, items };
    }
    this.#need(length);
    this.at += length;
    return { vr, offset, length };
  }

  /** Those of an icon image. */
  #skipPixels(length: number): void {
    let left = length;
    if (length === UNDEFINED) {
      while (this.#tag() !== SEQUENCE_END) {
        const fragment = this.#length();
        this.#need(fragment);
        this.at += fragment;
      }
      left = this.#length();
    }
    this.#need(left);
    this.at += left;
  }

  #vr(): string {
    this.#need(2);
    const vr = String.fromCharCode(this.bytes[this.at]!, this.bytes[this.at + 1]!);
    if (!/^[A-Z]{2}$/.test(vr)) throw new NotDicom(`no value representation at ${this.at}`);
    this.at += 2;
    return vr;
  }

  #longLength(): number {
    if (this.form.explicit) this.at += 2;
    return this.#length();
  }

  #items(end: number | undefined, depth: number): DataSet[] {
    const items: DataSet[] = [];
    while (end === undefined || this.at < end) {
      const tag = this.#tag();
      const length = this.#length();
      if (tag === SEQUENCE_END) break;
      if (tag !== ITEM) throw new NotDicom(`no item at ${this.at}`);
      items.push(this.dataSet(length === UNDEFINED ? undefined : this.at + length, depth + 1));
    }
    return items;
  }
}

function isPixels(tag: number): boolean {
  return tag === PIXEL_DATA || OTHER_PIXELS.includes(tag);
}

/** Sequences that matter here, for files that do not write value representations. */
const SEQUENCES = new Set([
  0x52009229, 0x52009230, 0x00209113, 0x00209116, 0x00289110, 0x00289145, 0x00289132, 0x00209111, 0x00283000, 0x00283010, 0x00186011,
]);

function implicitVr(tag: number): string {
  return SEQUENCES.has(tag) ? "SQ" : "";
}
