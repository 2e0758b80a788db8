import type { Index, Patient, PersonName, Series, Stack, Study } from "../data";
import { cross, dot, type Vector } from "../geometry/vector";
import { PIXEL_DATA } from "./data-set";
import type { DicomFile } from "./file";
import { isColor, pixelForm, sampleOf } from "./pixels";
import { orientationOf, positionOf, sharedOf, tableOf, type FrameOf } from "./table";
import { techniqueOf } from "./technique";

/** A file and what it is called in its folder. */
export interface Named {
  path: string;
  file: DicomFile;
}

/** The index of opened files, and the frames that its chunks stand for: one each, from 1. */
export interface Opened {
  index: Index;
  frames: FrameOf[];
}

/** What has neither pixels nor anything else that is shown. */
const MEDIA_DIRECTORY = "1.2.840.10008.1.3.10";

/** Groups files into patients, studies, series and stacks. */
export function indexOf(files: Named[], language: string): Opened {
  const opened: Opened = { index: emptyIndex(language), frames: [] };
  const spaces = new Map<string, number>();
  const images = files.filter(({ file }) => file.set.has(PIXEL_DATA) && file.text(0x00080016) !== MEDIA_DIRECTORY);
  for (const mine of grouped(images, ({ file }) => `${file.text(0x00100020)}\n${file.text(0x00100010)}`)) {
    const patient = patientOf(mine[0]!.file);
    opened.index.patients.push(patient);
    for (const ofStudy of grouped(mine, ({ file }) => file.text(0x0020000d))) {
      const study = studyOf(ofStudy[0]!.file);
      patient.studies.push(study);
      const series = grouped(ofStudy, ({ file }) => file.text(0x0020000e)).map((ofSeries) => seriesOf(ofSeries, opened, spaces));
      study.series = series.sort((a, b) => a.number - b.number);
    }
    patient.studies.sort((a, b) => b.date.localeCompare(a.date));
  }
  opened.index.chunks = opened.frames.length;
  return opened;
}

function grouped<T>(all: T[], key: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = key(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups.values()];
}

function emptyIndex(language: string): Index {
  const disc = { id: "", created: "", number: 1, count: 1, institution: "", address: "", contact: "", software: "" };
  const none = { waveforms: [], documents: [], keys: [], presentations: [], segmentations: [], structures: [], doses: [] };
  return { version: 1, language, disc, chunks: 0, parts: 0, patients: [], stacks: [], ...none, notes: [] };
}

function nameOf(text: string): PersonName {
  const [alphabetic = "", ideographic, phonetic] = text.split("=");
  return { alphabetic, ideographic: ideographic || undefined, phonetic: phonetic || undefined };
}

function patientOf(file: DicomFile): Patient {
  const [id, birth, sex] = [file.text(0x00100020), file.text(0x00100030), file.text(0x00100040)];
  return { id, name: nameOf(file.text(0x00100010)), birth, sex, studies: [] };
}

function studyOf(file: DicomFile): Study {
  return {
    date: file.text(0x00080020),
    time: file.text(0x00080030),
    description: file.text(0x00081030),
    accession: file.text(0x00080050),
    institution: file.text(0x00080080),
    referring: nameOf(file.text(0x00080090)),
    series: [],
  };
}

function seriesOf(files: Named[], opened: Opened, spaces: Map<string, number>): Series {
  const { file } = files[0]!;
  const stacks = grouped(files, ({ file }) => kindOf(file)).map((alike, number) => {
    opened.index.stacks.push(stackOf(alike, opened, spaces, number));
    return opened.index.stacks.length - 1;
  });
  return {
    number: file.number(0x00200011) ?? 0,
    modality: file.text(0x00080060),
    description: file.text(0x0008103e),
    bodyPart: file.text(0x00180015),
    stacks,
    waveforms: [],
    documents: [],
  };
}

/** Images of one kind make a stack; a multi-frame image is one by itself. */
function kindOf(file: DicomFile): string {
  const form = pixelForm(file);
  if (form.frames > 1) return file.text(0x00080018);
  const orientation = orientationOf({ file, number: 0 })?.map((cosine) => cosine.toFixed(2)) ?? [];
  const pixels = [form.rows, form.columns, form.samples, form.allocated, form.stored, form.high, form.signed, form.photometric, file.syntax.name];
  return JSON.stringify([pixels, orientation, sharedOf(file)]);
}

/** Bits that samples can have here. */
const ALLOCATED = [1, 8, 16, 32];

function stackOf(files: Named[], opened: Opened, spaces: Map<string, number>, number: number): Stack {
  const { file, path } = files[0]!;
  const form = pixelForm(file);
  const frames = inOrder(files.flatMap(({ file }) => Array.from({ length: form.frames }, (_, number): FrameOf => ({ file, number }))));
  const first = opened.frames.length + 1;
  const shown = file.syntax.codec !== undefined && ALLOCATED.includes(form.allocated);
  if (shown) opened.frames.push(...frames);
  const rate = file.number(0x00082144) ?? file.number(0x00180040) ?? rateOf(file);
  const technique = techniqueOf(frames);
  const format = file.syntax.codec ? `${form.allocated} bit` : file.syntax.name;
  return {
    label: number > 0 ? String(number + 1) : "",
    frames: frames.length,
    rows: form.rows,
    columns: form.columns,
    encoding: shown ? "predicted" : "absent",
    sample: sampleOf(form),
    bits: form.stored,
    color: isColor(form) || undefined,
    inverted: form.photometric === "MONOCHROME1" || undefined,
    order: rate || form.frames > 1 ? "forward" : "outward",
    chunks: shown ? [first, ...frames.map(() => 1)] : [],
    absent: shown ? undefined : { format, file: path, reason: "" },
    rate,
    technique: technique.agreed,
    table: { ...tableOf(frames, spaces), technique: technique.own },
  };
}

/** By Frame Time, else by the mean of Frame Time Vector, whose first step is before the first frame. */
function rateOf(file: DicomFile): number | undefined {
  const time = file.number(0x00181063);
  if (time) return 1000 / time;
  const steps = file.numbers(0x00181065).slice(1);
  const whole = steps.reduce((sum, step) => sum + step, 0);
  return whole > 0 ? (1000 * steps.length) / whole : undefined;
}

/** By place along the normal where all have one, else by Instance Number. */
function inOrder(frames: FrameOf[]): FrameOf[] {
  const orientation = orientationOf(frames[0]!);
  const positions = frames.map(positionOf);
  const normal = orientation && cross(orientation.slice(0, 3) as unknown as Vector, orientation.slice(3) as unknown as Vector);
  const placed = normal && positions.every((position) => position);
  if (frames.length > 1 && frames[0]!.file === frames[1]!.file && !placed) return frames;
  const ranked = frames.map((frame, n) => ({
    frame,
    height: placed ? dot(positions[n]!, normal) : 0,
    number: frame.file.number(0x00200013) ?? 0,
  }));
  ranked.sort((a, b) => a.height - b.height || a.number - b.number || a.frame.number - b.frame.number);
  return ranked.map(({ frame }) => frame);
}
