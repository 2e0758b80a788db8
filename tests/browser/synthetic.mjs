// A small disc after viewer/src/data.ts, written here: what lies over images, at known places.
// Five axial slices of 32 x 32 pixels of 2 mm; all else is on the middle one.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { root } from "./peers.mjs";

export const SIZE = 32;
export const SPACING = 2;
const SLICES = 5;
export const MIDDLE = SLICES >> 1;
const STEP = 3;

/** Residuals of the prediction, zigzag, byte planes, raw deflate (data.ts, `predicted`). */
function predicted(samples, columns, bits) {
  const bytes = bits / 8;
  const planes = Buffer.alloc(samples.length * bytes);
  samples.forEach((sample, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    const [left, above, corner] = [samples[at - 1], samples[at - columns], samples[at - columns - 1]];
    const guess = y === 0 ? (x === 0 ? 0 : left) : x === 0 ? above : median(left, above, corner);
    const residual = ((sample - guess) << (32 - bits)) >> (32 - bits);
    const folded = (residual << 1) ^ (residual >> (bits - 1));
    for (let plane = 0; plane < bytes; plane++) planes[plane * samples.length + at] = (folded >>> (8 * plane)) & 255;
  });
  return deflateRawSync(planes);
}

function median(a, b, c) {
  if (c >= Math.max(a, b)) return Math.min(a, b);
  return c <= Math.min(a, b) ? Math.max(a, b) : a + b - c;
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function outward(frames) {
  const middle = frames.length >> 1;
  const places = frames.flatMap((_, step) => (step ? [middle + step, middle - step] : [middle]));
  return places.filter((place) => place in frames).map((place) => frames[place]);
}

class Disc {
  chunks = 0;
  parts = 0;

  constructor(folder) {
    this.folder = folder;
    mkdirSync(join(folder, "viewer"), { recursive: true });
  }

  part(value) {
    const number = ++this.parts;
    writeFileSync(join(this.folder, `viewer/j${String(number).padStart(7, "0")}`), `J(${number},${JSON.stringify(value)})`);
    return number;
  }

  /** A stack in one chunk of base64, from the middle outward. */
  stack(frames, { columns, bits, sample, table, ...rest }) {
    const number = ++this.chunks;
    const encoded = outward(frames).map((samples) => predicted(samples, columns, bits));
    const payload = Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, n) => n)), ...encoded]).toString("base64");
    const lengths = JSON.stringify(encoded.map((bytes) => [bytes.length, crc32(bytes)]));
    writeFileSync(join(this.folder, `viewer/c${String(number).padStart(7, "0")}`), `V(${number},${lengths},"${payload}",1)`);
    return {
      label: "", frames: frames.length, rows: frames[0].length / columns, columns, encoding: "predicted", sample, bits,
      order: "outward", chunks: [number, frames.length], technique: [], table, ...rest,
    };
  }
}

const origin = (slice) => [-SIZE * SPACING / 2 + SPACING / 2, -SIZE * SPACING / 2 + SPACING / 2, slice * STEP];

/** Where a place of the image lies in the patient; pixel 0 reaches from 0 to 1. */
export const patient = (x, y) => [(x - SIZE / 2) * SPACING, (y - SIZE / 2) * SPACING, MIDDLE * STEP];

function tableOf(slices, rest) {
  return {
    number: { all: 1 }, position: { each: slices.map(origin) }, orientation: { all: [1, 0, 0, 0, 1, 0] },
    spacing: { all: [SPACING, SPACING] }, thickness: { all: STEP }, frameOfReference: 0, ...rest,
  };
}

const REPORT = [
  { level: 0, name: "Findings", value: "" },
  { level: 1, name: "Finding", value: "Nothing", images: [[0, MIDDLE]] },
];

const square = (value, left, top, right, bottom) =>
  Array.from({ length: SIZE * SIZE }, (_, at) => {
    const [x, y] = [at % SIZE, Math.floor(at / SIZE)];
    return x >= left && x < right && y >= top && y < bottom ? value : 0;
  });

/**
 * Writes the disc: a segment at 4..12, a structure around 18..28, a dose in the right lower quarter, ...,
 * an earlier study with a black image in the fourth chunk, an object that is not shown, and a report.
 */
export function writeDisc(folder, language = "en") {
  const disc = new Disc(folder);
  const slices = Array.from({ length: SLICES }, (_, slice) => slice);
  const bits = Buffer.alloc(SIZE / 8, 255);
  const overlay = { group: 0x6000, rows: 1, columns: SIZE, origin: [3, 1], type: "G", description: "", bits: deflateRawSync(bits).toString("base64") };
  const ct = disc.stack(slices.map(() => square(100, 0, 0, SIZE, SIZE)), {
    columns: SIZE, bits: 16, sample: "i16",
    table: tableOf(slices, { units: "HU", windows: { all: [[100, 400, ""]] } }),
    overlays: disc.part({ frames: { [MIDDLE]: [overlay] } }),
  });
  const seg = disc.stack([square(1, 4, 4, 12, 12)], {
    columns: SIZE, bits: 8, sample: "u8", table: tableOf([MIDDLE], { segment: { all: 1 }, source: { all: [0, MIDDLE] } }),
  });
  const dose = disc.stack(slices.map(() => square(1000, 16, 16, SIZE, SIZE)), {
    columns: SIZE, bits: 16, sample: "u16", table: tableOf(slices, { slope: { all: 0.05 }, units: "Gy" }),
  });
  const prior = disc.stack([square(0, 0, 0, 0, 0)], {
    columns: SIZE, bits: 16, sample: "i16",
    table: { number: { all: 1 }, directions: { all: ["L", "F"] }, laterality: { all: "R" }, windows: { all: [[100, 400, ""]] }, lossy: { all: "12:1 JPEG" },
      voiLut: { first: 0, data: [0, 64, 255], bits: 8, explanation: "" },
    },
  });
  const absent = {
    label: "", frames: 1, rows: 1, columns: 1, encoding: "absent", bits: 8, order: "forward", chunks: [], technique: [],
    absent: { format: "Real-Time Video", file: "DICOM/IM000001", reason: "" }, table: { number: { all: 1 } },
  };
  const corners = [[18, 6], [28, 6], [28, 12], [18, 12]].flatMap(([x, y]) => patient(x, y));
  const index = {
    version: 1, language, patients: [], waveforms: [], notes: [],
    disc: { id: "", created: "2026-01-05 12:00", number: 1, count: 1, institution: "", address: "", contact: "", software: "" },
    stacks: [ct, seg, dose, prior, absent],
    documents: [{ title: "Report", kind: "report", date: "20260105 101500", part: disc.part({ lines: REPORT }) }],
    keys: [{ title: "Of Interest", description: "", images: [[0, 4]] }],
    presentations: [{
      label: "STATE", description: "", creator: "", date: "", images: [[0, MIDDLE]],
      part: disc.part({
        displays: [{
          images: [[0, MIDDLE]], window: [80, 120], modality: { slope: 1, intercept: 0 }, rotation: 90, shutters: [{ kind: "rectangle", box: [3, 3, 30, 30] }],
          graphics: [{ kind: "polyline", units: "pixel", points: [[14, 2], [14, 30]], color: [0, 255, 0] }],
        }],
      }),
    }, {
      label: "PLAIN", description: "", creator: "", date: "", images: [[0, MIDDLE]],
      part: disc.part({ displays: [{ images: [[0, MIDDLE]], modality: { slope: 2, intercept: 10 }, activated: [0x6000], graphics: [] }] }),
    }, {
      label: "BLEND", description: "", creator: "", date: "", images: [[0, MIDDLE]],
      part: disc.part({
        displays: [{
          images: [[0, MIDDLE]], window: [90, 300], graphics: [],
          blend: { stack: 2, opacity: 0.5, window: [25, 50], palette: [0, 0, 200, 0, 200, 0, 200, 0, 0] },
        }],
      }),
    }, {
      label: "ELSEWHERE", description: "", creator: "", date: "", images: [[0, MIDDLE]], omits: ["bitmapShutter"],
      part: disc.part({ displays: [{ images: [[0, MIDDLE]], graphics: [], blend: { stack: 3, opacity: 0.5, palette: [0, 0, 0, 9, 9, 9] } }] }),
    }],
    segmentations: [{ label: "", stack: 1, segments: [{ number: 1, label: "Liver", color: [0, 0, 255] }] }],
    structures: [{
      label: "Plan contours", frameOfReference: 0, rois: [{ number: 1, name: "PTV", color: [255, 0, 255], kind: "PTV" }],
      part: disc.part({ contours: [{ roi: 1, kind: "closed", points: corners }] }),
    }],
    doses: [{ label: "Plan", stack: 2, units: "Gy", maximum: 50 }],
  };
  const series = (number, modality, stack) => ({ number, modality, description: modality, bodyPart: "", stacks: [stack], waveforms: [], documents: [] });
  const study = (date, series) => ({ date, time: "120000", description: "", accession: "", institution: "", referring: { alphabetic: "" }, series });
  const studies = [
    study("20260105", [series(1, "CT", 0), series(2, "SEG", 1), series(3, "RTDOSE", 2)]),
    study("20250309", [series(1, "CT", 3), series(2, "OT", 4), { ...series(3, "SR"), stacks: [], documents: [0] }]),
  ];
  index.patients.push({ id: "OVER", name: { alphabetic: "Over^Lay" }, birth: "", sex: "", studies });
  Object.assign(index, { chunks: disc.chunks, parts: disc.parts });
  writePage(folder, index);
}

/** Three axial slices as files of DICOM, for a disc that has no viewer. */
export function writeImages(folder) {
  mkdirSync(folder, { recursive: true });
  for (const slice of [0, 1, 2]) {
    const parts = [
      [0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2"], [0x0008, 0x0018, "UI", `1.2.3.${slice + 1}`], [0x0008, 0x0060, "CS", "CT"],
      [0x0010, 0x0010, "PN", "Other^Disc"], [0x0010, 0x0020, "LO", "OTHER"],
      [0x0020, 0x000d, "UI", "1.2.3"], [0x0020, 0x000e, "UI", "1.2.3.4"], [0x0020, 0x0013, "IS", String(slice + 1)],
      [0x0020, 0x0032, "DS", `0\\0\\${slice * 2}`], [0x0020, 0x0037, "DS", "1\\0\\0\\0\\1\\0"], [0x0020, 0x0052, "UI", "1.2.3.5"],
      [0x0028, 0x0002, "US", 1], [0x0028, 0x0004, "CS", "MONOCHROME2"], [0x0028, 0x0010, "US", 8], [0x0028, 0x0011, "US", 8],
      [0x0028, 0x0030, "DS", "2\\2"], [0x0028, 0x0100, "US", 16], [0x0028, 0x0101, "US", 12], [0x0028, 0x0102, "US", 11], [0x0028, 0x0103, "US", 0],
      [0x7fe0, 0x0010, "OW", Buffer.alloc(128, slice)],
    ];
    const syntax = dicom(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1");
    const meta = Buffer.concat([dicom(0x0002, 0x0000, "UL", syntax.length), syntax]);
    writeFileSync(join(folder, `I${slice}`), Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), meta, ...parts.map((part) => dicom(...part))]));
  }
}

/** An element in Explicit VR Little Endian. */
function dicom(group, element, vr, value) {
  const numbers = { US: 2, UL: 4 }[vr];
  const plain = Buffer.alloc(numbers ?? 0);
  if (numbers) plain.writeUIntLE(value, 0, numbers);
  const text = typeof value === "string" && Buffer.from(value.length % 2 ? value + (vr === "UI" ? "\0" : " ") : value);
  const bytes = numbers ? plain : text || value;
  const head = Buffer.alloc(vr === "OW" ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(element, 2);
  head.write(vr, 4, "latin1");
  if (vr === "OW") head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

function writePage(folder, index) {
  const made = (name) => readFileSync(join(root, "viewer/dist", name), "utf8");
  const script = made("viewer.js").replaceAll("</script", "<\\/script");
  const json = JSON.stringify(index).replaceAll("<", "\\u003c");
  writeFileSync(join(folder, "viewer/o0000001"), made("ondemand.js"));
  writeFileSync(
    join(folder, "INDEX.HTM"),
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Disc</title><style id="viewer-style">${made("viewer.css")}</style></head>` +
      `<body><p>Disc</p><script type="application/json" id="index">${json}</script><script>${script}</script></body></html>`,
  );
}
