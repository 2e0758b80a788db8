import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import test from "node:test";
import type { FrameTable } from "../src/data";
import { DicomFile } from "../src/open-disc/file";
import { indexOf } from "../src/open-disc/index-of";
import { decodeJpegLs } from "../src/open-disc/jpeg-ls";
import { decodeJpeg2000 } from "../src/open-disc/jpeg2000/decode";
import { decodeLossless } from "../src/open-disc/jpeg-lossless";
import { pixelForm, samplesOf, words } from "../src/open-disc/pixels";
import { unpackRle } from "../src/open-disc/rle";
import { tableOf } from "../src/open-disc/table";
import { indexOf } from "../src/open-disc/index-of";
import { textOf } from "../src/open-disc/text";

type Part = [tag: number, vr: string, value: number[] | string];

function element([tag, vr, value]: Part): number[] {
  const bytes = typeof value === "string" ? [...Buffer.from(value.length % 2 ? `${value} ` : value)] : value;
  const head = [(tag >> 16) & 255, (tag >>> 24) & 255, tag & 255, (tag >> 8) & 255, vr.charCodeAt(0), vr.charCodeAt(1)];
  const long = ["OW", "OB", "SQ"].includes(vr);
  const length = [bytes.length & 255, bytes.length >> 8];
  return [...head, ...(long ? [0, 0, ...length, 0, 0] : length), ...bytes];
}

const short = (value: number): number[] => [value & 255, (value >> 8) & 255];

function file(syntax: string, parts: Part[], pack = (bytes: Uint8Array): Uint8Array => bytes): Blob {
  const uid = element([0x00020010, "UI", syntax.length % 2 ? `${syntax}\0` : syntax]);
  const meta = [...element([0x00020000, "UL", [uid.length, 0, 0, 0]]), ...uid];
  const body = Uint8Array.from(parts.flatMap(element));
  return new Blob([new Uint8Array(128), "DICM", Uint8Array.from(meta), pack(body)]);
}

const IMAGE: Part[] = [
  [0x00080060, "CS", "CT"],
  [0x0020000d, "UI", "1.2"],
  [0x0020000e, "UI", "1.2.3"],
  [0x00280002, "US", short(1)],
  [0x00280004, "CS", "MONOCHROME2"],
  [0x00280010, "US", short(1)],
  [0x00280011, "US", short(2)],
  [0x00280100, "US", short(16)],
  [0x00280101, "US", short(12)],
  [0x00280102, "US", short(11)],
  [0x00280103, "US", short(1)],
];

const pixels: Part = [0x7fe00010, "OW", [0xff, 0xff, 0x34, 0xf1]];

test("headers are read up to the pixels, also of deflated files", async () => {
  for (const [uid, pack] of [["1.2.840.10008.1.2.1", undefined], ["1.2.840.10008.1.2.1.99", deflateRawSync]] as const) {
    const read = await DicomFile.read(file(uid, [...IMAGE, pixels], pack));
    assert.equal(read.text(0x00080060), "CT");
    const form = pixelForm(read);
    assert.deepEqual([form.rows, form.columns, form.stored, form.signed], [1, 2, 12, true]);
  }
  await assert.rejects(DicomFile.read(new Blob(["<html>"])));
});

test("padding has the pixels' sign, and what was lost is said", async () => {
  const open = async (...parts: Part[]) => {
    const read = await DicomFile.read(file("1.2.840.10008.1.2.4.50", [...IMAGE, ...parts, pixels]));
    return tableOf([{ file: read, number: 0 }], new Map());
  };
  assert.deepEqual((await open([0x00280120, "US", short(-2000)])).padding, [-2000, -2000]);
  assert.deepEqual((await open()).padding, undefined);
  assert.deepEqual((await open()).lossy, { all: "JPEG" });
  const twice = await open([0x00282110, "CS", "01"], [0x00282112, "DS", "2.54\\12.3"], [0x00282114, "CS", "ISO_15444_1\\ISO_10918_1"]);
  assert.deepEqual(twice.lossy, { all: "2.5:1, 12:1 JPEG 2000, JPEG" });
});

test("images of one series that differ in what a table says once make stacks of their own", async () => {
  const open = async (number: number, ...parts: Part[]) => ({
    path: `I${number}`,
    file: await DicomFile.read(file("1.2.840.10008.1.2.1", [...IMAGE.filter(([tag]) => !parts.some(([own]) => own === tag)), ...parts, pixels])),
  });
  const kinds: Part[][] = [
    [],
    [[0x00181164, "DS", "0.1\\0.1"]],
    [[0x00280030, "DS", "0.1\\0.1"]],
    [[0x00280120, "US", short(7)]],
    [[0x00281056, "CS", "SIGMOID "]],
    [[0x00281050, "DS", "40"], [0x00281051, "DS", "400 "]],
    [[0x00541001, "CS", "BQML"]],
  ];
  const files = await Promise.all([...kinds, ...kinds].map((parts, number) => open(number, ...parts)));
  const { index } = indexOf(files, "en");
  assert.deepEqual(index.stacks.map(({ frames }) => frames), kinds.map(() => 2));
  const tables = index.stacks.map(({ table }) => table as FrameTable);
  assert.deepEqual(tables.map(({ voiFunction }) => voiFunction).filter(Boolean), ["SIGMOID"]);
  assert.ok(tables.some(({ units }) => units === "BQML"));
});

test("each image of another disc has its own directions", async () => {
  const open = async (number: number, directions: string) => ({
    path: `I${number}`,
    file: await DicomFile.read(file("1.2.840.10008.1.2.1", [...IMAGE, [0x00200013, "IS", `${number} `], [0x00200020, "CS", directions], pixels])),
  });
  const { index } = indexOf([await open(1, "A\\F "), await open(2, "P\\F ")], "en");
  const { directions } = index.stacks[0]!.table as FrameTable;
  assert.deepEqual(directions, { each: [["A", "F"], ["P", "F"]] });
});

test("what a spacing and a unit are of is said as on a disc made here", async () => {
  const open = async (...parts: Part[]) => {
    const read = await DicomFile.read(file("1.2.840.10008.1.2.1", [...IMAGE, ...parts, pixels]));
    const { spacing, spacingAt, units } = tableOf([{ file: read, number: 0 }], new Map());
    return [spacing, spacingAt, units];
  };
  const patient: Part = [0x00280030, "DS", "0.5\\0.5"];
  const imager = (step: string): Part => [0x00181164, "DS", step];
  const all = { all: [0.5, 0.5] };
  assert.deepEqual(await open(patient), [all, undefined, undefined]);
  assert.deepEqual(await open(patient, imager("0.6\\0.6")), [all, undefined, undefined]);
  assert.deepEqual(await open(patient, imager("0.5\\0.5")), [all, "imager", undefined]);
  assert.deepEqual(await open([0x00182010, "DS", "0.5\\0.5"]), [all, "scanned", undefined]);
  const intercept: Part = [0x00281052, "DS", "-1024"];
  assert.equal((await open(intercept))[2], "HU");
  assert.equal((await open(intercept, [0x00281054, "LO", "US"]))[2], undefined);
  assert.equal((await open(intercept, [0x00541001, "CS", "BQML"]))[2], "BQML");
});

test("technique is that of each image, and a movie's rate may come of its vector", async () => {
  const slices = await Promise.all(
    [330, 140].map(async (mas, n) => {
      const own: Part[] = [[0x00180060, "DS", "120"], [0x00181065, "DS", "0\\100\\300"], [0x00181152, "IS", `${mas}`]];
      return { path: `${n}`, file: await DicomFile.read(file("1.2.840.10008.1.2.1", [IMAGE[0]!, ...own, ...IMAGE.slice(1), pixels])) };
    }),
  );
  const { technique, table, rate } = indexOf(slices, "en").index.stacks[0]!;
  assert.deepEqual(technique, [["", "120 kV"]]);
  assert.deepEqual((table as FrameTable).technique, { each: [[["", "330 mAs"]], [["", "140 mAs"]]] });
  assert.equal(rate, 5);
});

test("an image of another disc has its own shutters", async () => {
  const parts: Part[] = [
    [0x00181600, "CS", "RECTANGULAR\\CIRCULAR\\POLYGONAL "],
    ...[[0x00181602, "2 "], [0x00181604, "9 "], [0x00181606, "3 "], [0x00181608, "8 "]].map(([tag, edge]): Part => [tag as number, "IS", edge as string]),
    [0x00181610, "IS", "3\\2 "],
    [0x00181612, "IS", "5 "],
    [0x00181620, "IS", "1\\2\\3\\4\\5\\6 "],
  ];
  const read = await DicomFile.read(file("1.2.840.10008.1.2.1", [IMAGE[0]!, ...parts, ...IMAGE.slice(1), pixels]));
  const { shutters } = tableOf([{ file: read, number: 0 }], new Map());
  assert.deepEqual(shutters, {
    all: [
      { kind: "rectangle", box: [2, 3, 9, 8] },
      { kind: "circle", center: [2, 3], radius: 5 },
      { kind: "polygon", points: [[2, 1], [4, 3], [6, 5]] },
    ],
  });
});

test("stored bits are masked and their sign extended", async () => {
  const form = pixelForm(await DicomFile.read(file("1.2.840.10008.1.2.1", [...IMAGE, pixels])));
  assert.deepEqual([...samplesOf(form, words(Uint8Array.from([0xff, 0xff, 0x34, 0xf1]), 16, true, 2))], [-1, 0x134]);
});

test("slices of a series are one stack, in the order of their places", async () => {
  const slices = await Promise.all(
    [5, 1, 3].map(async (z, n) => ({
      path: `${n}`,
      file: await DicomFile.read(
        file("1.2.840.10008.1.2.1", [
          ...IMAGE.slice(0, 3),
          [0x00200032, "DS", `0\\0\\${z}`],
          [0x00200037, "DS", "1\\0\\0\\0\\1\\0"],
          ...IMAGE.slice(3),
          pixels,
        ]),
      ),
    })),
  );
  const { index, frames } = indexOf(slices, "en");
  assert.equal(index.stacks.length, 1);
  assert.deepEqual(index.stacks[0]!.chunks, [1, 1, 1, 1]);
  assert.deepEqual(frames.map(({ file }) => file.numbers(0x00200032)[2]), [1, 3, 5]);
  assert.equal(index.patients[0]!.studies[0]!.series[0]!.modality, "CT");
});

test("other compressions are named, not guessed", async () => {
  const named = { path: "IM1", file: await DicomFile.read(file("1.2.840.10008.1.2.4.201", [...IMAGE, pixels])) };
  assert.deepEqual(indexOf([named], "en").index.stacks[0]!.absent, { format: "HTJ2K Lossless", file: "IM1", reason: "" });
});

test("RLE segments unpack literal and repeated runs", () => {
  const header = new Uint8Array(64);
  header.set([1, 0, 0, 0, 64, 0, 0, 0]);
  assert.deepEqual([...unpackRle(Uint8Array.from([...header, 1, 7, 8, 254, 9]), 5)[0]!], [7, 8, 9, 9, 9]);
});

test("names are read in their own character set", () => {
  assert.equal(textOf(Uint8Array.from([0xcd, 0xf5, 0x5e, 0xd0, 0xa1, 0x20]), "GB18030"), "王^小");
  assert.equal(textOf(Buffer.from("Müller", "latin1"), "ISO_IR 100"), "Müller");
  assert.equal(textOf(Buffer.from("李^明"), "ISO_IR 192"), "李^明");
});

test("a JPEG Lossless frame is exact", () => {
  // 2 x 2, 8 bits, predictor 1: differences 0, +1 and, in the second line, 0, -1 from above and left.
  const stream = [
    0xff, 0xd8, 0xff, 0xc3, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0,
    0xff, 0xc4, 0, 21, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0,
    // Codes of two bits: 00 is size 0, 01 is size 1 with a bit of sign after it.
    0b00_01_1_00_0, 0b1_0_000000, 0xff, 0xd9,
  ];
  const { values, rows, columns } = decodeLossless(Uint8Array.from(stream));
  assert.deepEqual([rows, columns, ...values], [2, 2, 128, 129, 128, 127]);
});

test("the example of the JPEG-LS standard is exact (ISO 14495-1 H.3)", () => {
  const stream = [
    0xff, 0xd8, 0xff, 0xf7, 0, 11, 8, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0,
    0xc0, 0, 0, 0x6c, 0x80, 0x20, 0x8e, 1, 0xc0, 0, 0, 0x57, 0x40, 0, 0, 0x6e, 0xe6, 0, 0, 1, 0xbc, 0x18, 0, 0, 5, 0xd8, 0, 0, 0x91, 0x60,
    0xff, 0xd9,
  ];
  const { values } = decodeJpegLs(Uint8Array.from(stream));
  assert.deepEqual([...values], [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145]);
});

test("a damaged stream is an error, not a picture", () => {
  assert.throws(() => decodeJpegLs(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0])));
  assert.throws(() => decodeLossless(Uint8Array.from([0xff, 0xd8, 0xff, 0xd9, 0, 2, 0, 0, 0])));
});

test("JPEG 2000 is exact: three components, five levels, an odd size (written by OpenJPEG)", () => {
  const stream = [
    "/0//UQAvAAAAAAAhAAAAIwAAAAAAAAAAAAAAIQAAACMAAAAAAAAAAAADBwEBBwEBBwEB/1IADAAAAAEBBQQEAAH/XAATQEBISFBISFBISFBISF",
    "BISFD/ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjL/kAAKAAAAAAFzAAH/k9+AKAe37V9/34AwC6/cmqsf34AoC7LCMO/A",
    "EMA6CAgIwBDAfCEAAQk/oB0IAn/A+QJAEUAIgBLPugMGTwx/wfOEgPhCAAizfdEGr6AdCAs7wPkFQHwjwAiAF86AI5TF/LQVZwnHFYUH5L8ers",
    "PqDIHyCwAXzoAjl0exvmYkRwMOpUZ29HXn9FLiO6AdCAN/wHwrQHwmgBxKxTlWoPzkdRecGoVycbCDhxQBFg9uAFFKrN4FXPrUAwZ/wfOUgfIX",
    "ABxKxT395EeEzgAAAAXsgZ3sW7onCcgrx7+n+ycwebD4lygBHw2SNyLz4vOgfIGAcVzGTr9jwPkLwDtRACd+UAOBU6VIuQzkiwKcRrUIlHyAkn",
    "Jc62oxnaCs9uI0nIa9Jgzt279aGMEDyz+EwKdaTB+lJwAOUgcAlvWyZmcUEuldAcMUwfONgfINACxaT0hf9kktwAADCQdqMZ2grT6LMqwAAGEg",
    "gP/Z",
  ].join("");
  const { rows, columns, values } = decodeJpeg2000(Buffer.from(stream, "base64"));
  assert.deepEqual([rows, columns], [35, 33]);
  const wrong = values.findIndex((value, at) => {
    const [pixel, color] = [Math.floor(at / 3), at % 3];
    const [x, y] = [pixel % 33, Math.floor(pixel / 33)];
    return value !== [x * 7, y * 7, Math.floor(x / 11) * 60 + Math.floor(y / 9) * 20][color];
  });
  assert.equal(wrong, -1);
});
