import type { Column, FrameTable, Lut, Region, Shutter } from "../data";
import type { DataSet } from "./data-set";
import type { DicomFile } from "./file";
import { at } from "../stacks";
import { pixelForm } from "./pixels";
import { shuttersIn } from "./shutters";

/** A frame: of which file, and its number there, from 0. */
export interface FrameOf {
  file: DicomFile;
  number: number;
}

/** Functional group sequences (PS3.3 C.7.6.16): shared by all frames, and each frame's own. */
const SHARED = 0x52009229;
const PER_FRAME = 0x52009230;

/** Where an attribute is found: in the data set, or in a functional group of enhanced images. */
interface Place {
  tag: number;
  group?: number;
}

const POSITION: Place = { tag: 0x00200032, group: 0x00209113 };
const ORIENTATION: Place = { tag: 0x00200037, group: 0x00209116 };
/** Pixel Spacing, then those of the detector and of what was scanned. */
const SPACINGS: readonly (Place & { at?: "imager" | "scanned" })[] = [
  { tag: 0x00280030, group: 0x00289110 },
  { tag: 0x00181164, group: 0x00289110, at: "imager" },
  { tag: 0x00182010, group: 0x00289110, at: "scanned" },
];
const THICKNESS: Place = { tag: 0x00180050, group: 0x00289110 };
const INTERCEPT: Place = { tag: 0x00281052, group: 0x00289145 };
const SLOPE: Place = { tag: 0x00281053, group: 0x00289145 };
const CENTER: Place = { tag: 0x00281050, group: 0x00289132 };
const WIDTH: Place = { tag: 0x00281051, group: 0x00289132 };

function setsOf({ file, number }: FrameOf, { group }: Place): DataSet[] {
  if (group === undefined) return [file.set];
  const own = file.items(PER_FRAME)[number];
  const shared = file.items(SHARED)[0];
  const groups = [own, shared].flatMap((set) => (set ? file.items(group, set).slice(0, 1) : []));
  return [...groups, file.set];
}

function numbers(frame: FrameOf, place: Place, count: number): number[] | undefined {
  for (const set of setsOf(frame, place)) {
    const found = frame.file.numbers(place.tag, set);
    if (found.length >= count) return found;
  }
  return undefined;
}

export function positionOf(frame: FrameOf): [number, number, number] | undefined {
  return numbers(frame, POSITION, 3)?.slice(0, 3) as [number, number, number] | undefined;
}

type Six = [number, number, number, number, number, number];

export function orientationOf(frame: FrameOf): Six | undefined {
  return numbers(frame, ORIENTATION, 6)?.slice(0, 6) as Six | undefined;
}

/** A column of all frames, or none where a frame lacks the attribute. */
function column<T>(frames: FrameOf[], of: (frame: FrameOf) => T | undefined): Column<T> | undefined {
  const each = frames.map(of);
  if (!each.every((value) => value !== undefined)) return undefined;
  const first = JSON.stringify(each[0]);
  return each.every((value) => JSON.stringify(value) === first) ? { all: each[0]! } : { each: each as T[] };
}

const one = (place: Place) => (frame: FrameOf) => numbers(frame, place, 1)?.[0];

function windowsOf(frame: FrameOf): [number, number, string][] | undefined {
  const centers = numbers(frame, CENTER, 1);
  const widths = numbers(frame, WIDTH, 1);
  const names = frame.file.text(0x00281055).split("\\");
  return centers?.flatMap((center, n): [number, number, string][] => (widths?.[n] ? [[center, widths[n]!, names[n] ?? ""]] : []));
}

type Pair = [number, number];

function stepOf(place: Place): (frame: FrameOf) => Pair | undefined {
  return (frame) => {
    const found = numbers(frame, place, 2)?.slice(0, 2) as Pair | undefined;
    return found?.every((step) => step > 0) ? found : undefined;
  };
}

/** Pixel Spacing that repeats another one is not calibrated (PS3.3 10.7.1.3). */
function spacingAt(frame: FrameOf, shown: Pair): "imager" | "scanned" | undefined {
  return SPACINGS.find((place) => place.at && stepOf(place)(frame)?.join() === shown.join())?.at;
}

/** Rescale Type, which CT has unless it is HU (PS3.3 C.8.2.1); US says that there is no unit. */
function unitsOf(file: DicomFile): string | undefined {
  const lut = file.items(0x00283000)[0];
  const named = (lut && file.text(0x00283004, lut)) || file.text(0x00541001) || file.text(0x00281054);
  const implied = file.text(0x00080060) === "CT" && file.set.has(0x00281052) ? "HU" : undefined;
  const units = named || implied;
  return units === "US" ? undefined : units;
}

/** A look-up table (PS3.3 C.11.1.1): descriptor and data of a sequence's first item. */
function lutOf(file: DicomFile, sequence: number): Lut | undefined {
  const item = file.items(sequence)[0];
  if (!item) return undefined;
  const [, first = 0, bits = 16] = file.numbers(0x00283002, item);
  const data = file.numbers(0x00283006, item);
  return data.length > 0 ? { first, bits, data, explanation: file.text(0x00283003, item) } : undefined;
}

const UNITS: { [code: number]: string } = { 3: "cm", 4: "s", 5: "Hz", 7: "cm/s" };

function regionOf(file: DicomFile, item: DataSet): Region | undefined {
  const number = (tag: number) => file.number(tag, item);
  const box = [0x00186018, 0x0018601a, 0x0018601c, 0x0018601e].map(number);
  const [x, y] = [number(0x0018602c), number(0x0018602e)];
  const units = [UNITS[number(0x00186024) ?? 0], UNITS[number(0x00186026) ?? 0]] as const;
  if (box.includes(undefined) || !x || !y || !units[0] || !units[1]) return undefined;
  return { box: box as [number, number, number, number], x: [x, units[0]], y: [y, units[1]] };
}

/** Attributes of frames as the disc's own index has them (data.ts). */
export function tableOf(frames: FrameOf[], spaces: Map<string, number>): FrameTable {
  const { file } = frames[0]!;
  const spacing = SPACINGS.map((place) => column(frames, stepOf(place))).find((found) => found);
  const aspect = file.numbers(0x00280034);
  const regions = file.items(0x00186011).flatMap((item) => regionOf(file, item) ?? []);
  return {
    number: column(frames, ({ file }) => file.number(0x00200013)) ?? { all: 0 },
    frame: pixelForm(file).frames > 1 ? { each: frames.map(({ number }) => number + 1) } : undefined,
    time: column(frames, ({ file }) => file.text(0x00080032) || undefined),
    position: column(frames, positionOf),
    orientation: column(frames, orientationOf),
    frameOfReference: spaceOf(file, spaces),
    spacing,
    spacingAt: spacing && spacingAt(frames[0]!, at(spacing, 0)!),
    aspect: aspect.length === 2 ? (aspect as [number, number]) : undefined,
    thickness: column(frames, one(THICKNESS)),
    directions: column(frames, directionsOf),
    laterality: column(frames, ({ file }) => file.text(0x00200062) || file.text(0x00200060) || undefined),
    lossy: column(frames, lossyOf),
    slope: column(frames, one(SLOPE)),
    intercept: column(frames, one(INTERCEPT)),
    units: unitsOf(file),
    modalityLut: lutOf(file, 0x00283000),
    windows: column(frames, windowsOf),
    voiFunction: file.text(0x00281056) || undefined,
    voiLut: lutOf(file, 0x00283010),
    padding: paddingOf(file),
    regions: regions.length > 0 ? { all: regions } : undefined,
    shutters: frames.some((frame) => shuttersOf(frame).length > 0) ? column(frames, shuttersOf) : undefined,
  };
}

/** What a table says once for all frames, and which columns need all of them: images that differ make stacks of their own. */
export function sharedOf(file: DicomFile): unknown[] {
  const table = tableOf([{ file, number: 0 }], new Map());
  const { spacingAt, aspect, units, modalityLut, voiFunction, voiLut, padding, regions } = table;
  const columns = [table.position, table.spacing, table.windows, table.slope, table.intercept].map((column) => column !== undefined);
  return [spacingAt, aspect, units, modalityLut, voiFunction, voiLut, padding, regions, file.text(0x00200052), columns];
}

/** Patient Orientation of an image that has no Image Orientation (Patient). */
function directionsOf({ file }: FrameOf): [string, string] | undefined {
  const [row, column, ...more] = file.text(0x00200020).split("\\");
  return column === undefined || more.length > 0 ? undefined : [row!, column];
}

/** Frame Display Shutter Sequence, else the image's own. */
function shuttersOf(frame: FrameOf): Shutter[] {
  const sets = setsOf(frame, { tag: 0x00181600, group: 0x00189472 });
  return shuttersIn(frame.file, sets[0]!);
}

/** Pixel Padding Value and Range Limit, of the sign that the pixels have, whatever their VR says. */
function paddingOf(file: DicomFile): [number, number] | undefined {
  const signed = file.number(0x00280103) === 1;
  const [first, last] = [0x00280120, 0x00280121].map((tag) => {
    const value = file.number(tag);
    return value !== undefined && signed && value > 0x7fff ? value - 0x10000 : value;
  });
  return first === undefined ? undefined : [Math.min(first, last ?? first), Math.max(first, last ?? first)];
}

/** Lossy Image Compression Methods (PS3.3 C.7.6.1.1.5.1), and transfer syntaxes that always lose. */
const METHODS: { [name: string]: string } = {
  ISO_10918_1: "JPEG",
  ISO_14495_1: "JPEG-LS",
  ISO_15444_1: "JPEG 2000",
  ISO_15444_15: "HTJ2K",
  "JPEG Baseline": "JPEG",
  "JPEG Extended": "JPEG",
  "JPEG-LS Near-lossless": "JPEG-LS",
};

function lossyOf({ file }: FrameOf): string | undefined {
  const lossy = METHODS[file.syntax.name];
  if (lossy === undefined && file.text(0x00282110) !== "01") return undefined;
  const ratios = file.numbers(0x00282112).map((ratio) => `${ratio < 10 ? Math.round(10 * ratio) / 10 : Math.round(ratio)}:1`);
  const methods = file.text(0x00282114).split("\\").map((name) => METHODS[name] ?? name);
  return `${ratios.join(", ")} ${methods.filter(Boolean).join(", ") || (lossy ?? "")}`.trim();
}

/** A small number for each frame of reference. */
function spaceOf(file: DicomFile, spaces: Map<string, number>): number | undefined {
  const uid = file.text(0x00200052);
  if (!uid) return undefined;
  if (!spaces.has(uid)) spaces.set(uid, spaces.size + 1);
  return spaces.get(uid);
}
