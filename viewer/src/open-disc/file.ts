import { inflateRaw } from "./inflate";
import { NotDicom, Reader, Truncated, type DataSet, type Element } from "./data-set";
import { syntaxOf, type Syntax } from "./syntax";
import { textOf } from "./text";

/** How much of a file is read for its header, at first; then four times as much, and so on. */
const HEAD = 64 * 1024;

/** A DICOM file of which the header was read; its pixels stay where they are. */
export class DicomFile {
  constructor(readonly source: Blob, readonly bytes: Uint8Array, readonly set: DataSet, readonly syntax: Syntax) {}

  static async read(file: Blob): Promise<DicomFile> {
    for (let size = HEAD; ; size *= 4) {
      const bytes = new Uint8Array(await file.slice(0, size).arrayBuffer());
      try {
        return await parse(file, bytes);
      } catch (error) {
        if (!(error instanceof Truncated) || size >= file.size) throw error;
      }
    }
  }

  text(tag: number, set = this.set): string {
    const element = set.get(tag);
    if (!element?.length) return "";
    const charset = this.set.get(0x00080005);
    return textOf(this.#bytes(element), charset?.length ? textOf(this.#bytes(charset), "") : "");
  }

  /** Numbers of a binary or a text value. */
  numbers(tag: number, set = this.set): number[] {
    const element = set.get(tag);
    if (!element?.length) return [];
    const binary = BINARY[element.vr];
    if (!binary && !SHORT_TAGS.has(tag)) return this.text(tag, set).split("\\").filter((part) => part.trim()).map(Number).filter(Number.isFinite);
    const [size, method] = binary ?? BINARY["US"]!;
    const bytes = this.#bytes(element);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, n) => Number(view[method](n * size, this.syntax.little)));
  }

  number(tag: number, set = this.set): number | undefined {
    return this.numbers(tag, set)[0];
  }

  items(tag: number, set = this.set): DataSet[] {
    return set.get(tag)?.items ?? [];
  }

  #bytes({ offset, length }: Element): Uint8Array {
    return this.bytes.subarray(offset, offset + (length ?? 0));
  }

  /** Bytes of the file, also of what was not read yet; of a deflated one, of the data set. */
  async slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.syntax.deflated) return this.bytes.slice(from, to);
    return new Uint8Array(await this.source.slice(from, to).arrayBuffer());
  }

  get size(): number {
    return this.syntax.deflated ? this.bytes.length : this.source.size;
  }
}

type Method = "getUint16" | "getInt16" | "getUint32" | "getInt32" | "getFloat32" | "getFloat64";
const BINARY: { [vr: string]: readonly [number, Method] } = {
  US: [2, "getUint16"],
  SS: [2, "getInt16"],
  OW: [2, "getUint16"],
  UL: [4, "getUint32"],
  SL: [4, "getInt32"],
  FL: [4, "getFloat32"],
  FD: [8, "getFloat64"],
};
/** Without value representations: what is US in files that have them. */
const SHORT_TAGS = new Set([
  0x00280002, 0x00280006, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103, 0x00280120, 0x00280121,
  0x00281101, 0x00281102, 0x00281103, 0x00281201, 0x00281202, 0x00281203, 0x00283002, 0x00283006,
]);

async function parse(file: Blob, bytes: Uint8Array<ArrayBuffer>): Promise<DicomFile> {
  const marked = String.fromCharCode(...bytes.subarray(128, 132)) === "DICM";
  // Some files lack the preamble, some the meta information as well.
  const start = marked ? 132 : bytes[0] === 2 && bytes[1] === 0 ? 0 : undefined;
  if (start === undefined) return bare(file, bytes);
  const meta = new Reader(bytes, start, { explicit: true, little: true });
  const group = meta.meta();
  const uid = group.get(0x00020010);
  const syntax = syntaxOf(uid ? textOf(bytes.subarray(uid.offset, uid.offset + (uid.length ?? 0)), "") : "");
  if (syntax.deflated) {
    const whole = new Uint8Array(await file.slice(meta.at).arrayBuffer());
    const plain = await inflateRaw(whole);
    return new DicomFile(file, plain, new Reader(plain, 0, syntax).dataSet(plain.length), syntax);
  }
  return new DicomFile(file, bytes, headerOf(new Reader(bytes, meta.at, syntax), file, bytes), syntax);
}

/** A file without pixels is read to its end. */
function headerOf(reader: Reader, file: Blob, bytes: Uint8Array): DataSet {
  return reader.dataSet(bytes.length < file.size ? Infinity : bytes.length);
}

/** Old files begin with their data set: implicit, little endian, of group 0008. */
function bare(file: Blob, bytes: Uint8Array): DicomFile {
  if (bytes[0] !== 8 || bytes[1] !== 0) throw new NotDicom("no DICOM file");
  const explicit = /^[A-Z]{2}$/.test(String.fromCharCode(bytes[4]!, bytes[5]!));
  const syntax = syntaxOf(explicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2");
  return new DicomFile(file, bytes, headerOf(new Reader(bytes, 0, syntax), file, bytes), syntax);
}
