/**
 * What a disc tells its viewer: the contract between `media/src/viewer` (Rust, which writes it)
 * and this page (which reads it). Names are DICOM's where DICOM has one.
 *
 * Files, all without a script's extension, all links in lower case:
 *
 *     INDEX.HTM          the page: static PDI body, this application, the index (JSON, inlined)
 *     viewer/c0000001    pixel chunks: V(number, [[length, crc32], ...], "payload"), windows-1252
 *     viewer/j0000001    parts of the index: J(number, {...}), UTF-8
 *     viewer/t0000001.jpg thumbnails, viewer/m0000001.mp4 videos, viewer/f0000001.otf the font
 *     viewer/o0000001    a second script, `viewer/dist/ondemand.js`: read when first asked for
 *
 * INDEX.HTM carries, after the static body: `<script type="application/json" id="index">` (every `<`
 * of the JSON as \u003c), `<style id="viewer-style">` (dist/viewer.css) and a `<script>`
 * (dist/viewer.js), in this order. The application makes its own element `#app`; when its self-test
 * has passed it hides the body's other elements and disables all styles but its own.
 * Its policy (CSP) must allow: script-src blob: file: 'unsafe-inline', worker-src blob:,
 * style-src 'unsafe-inline', img-src and media-src file: data: blob:, font-src file:
 * ('self' beside file: for a page over HTTP).
 *
 * A payload is a JavaScript string whose UTF-16 units are windows-1252's characters of the bytes
 * (0x81 0x8D 0x8F 0x90 0x9D stand for themselves); `\\ \" \n \r` are escaped, nothing else is.
 * Where a fourth argument is 1 the string is base64. Its bytes are 0, 1, ... 255 (the self-test of
 * the way of reading), then the frames back to back; each frame's length and CRC-32 (of its bytes
 * as they stand there) are in the second argument.
 *
 * `@key` in what the disc's maker says (labels, names of lines, notes; each says so) stands for that
 * text of `words/`; everything else is shown as it is. `@(name)` at the beginning of a title or of a
 * waveform's label stands for a SOP class without a title of its own (`words/classes.ts`).
 *
 * A frame of length 0 could not be made; a note says why.
 *
 * Frame bytes, by `Encoding`:
 *
 * - `predicted`: raw deflate of the residuals' byte planes, lowest bytes first. Residual =
 *   sample - prediction modulo 2^n (n = 8, 16, 32 by `Sample`), zigzag ((r << 1) ^ (r >> n-1), r as
 *   signed). Prediction: first sample 0, first row the left one, first column the upper one, else
 *   MED (a left, b above, c above left: c >= max(a,b) ? min(a,b) : c <= min(a,b) ? max(a,b) :
 *   a + b - c), in the sample's own domain (signed or not; f32 as its bits, signed), modulo 2^n.
 *   Samples are *stored values*: masked and sign-extended, before any LUT.
 * - `jpeg`: a JPEG Baseline stream (with an Adobe marker where it is RGB). Without `color` (gray
 *   cine) its samples are stored values: what the red channel decodes to; windows apply.
 * - `webp`: lossless WebP, sRGB, opaque.
 * - `video`: nothing in chunks; `video` names an MP4 file.
 * - `absent`: not shown; `absent` says why.
 */

export type Sample = "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "f32";
export type Encoding = "predicted" | "jpeg" | "webp" | "video" | "absent";

/** A value of every frame: the same for all, or one for each. */
export type Column<T> = { all: T } | { each: T[] };

/** [stack, frame]: both from 0; the stack's place in `Index.stacks`. */
export type FrameRef = [number, number];

export interface Index {
  version: 1;
  /** "en" or "zh-Hans". */
  language: string;
  disc: Disc;
  /** P-value (0 to 255) to driving level; identity when missing. */
  display?: number[];
  /** A font with the glyphs of this disc: "viewer/f0000001.otf". */
  font?: string;
  /** How many pixel chunks there are (numbers from 1). */
  chunks: number;
  /** How many parts there are (numbers from 1). */
  parts: number;
  patients: Patient[];
  stacks: Stack[];
  waveforms: Waveform[];
  documents: Document[];
  keys: KeySelection[];
  presentations: Presentation[];
  segmentations: Segmentation[];
  structures: StructureSet[];
  doses: Dose[];
  /** What is on the disc but not in the viewer's data in full: the policy's own words, `@key`s. */
  notes: string[];
}

export interface Disc {
  id: string;
  /** "2026-11-26 14:05". */
  created: string;
  number: number;
  count: number;
  institution: string;
  address: string;
  contact: string;
  /** Name and version of the software. */
  software: string;
}

export interface PersonName {
  alphabetic: string;
  ideographic?: string;
  phonetic?: string;
}

export interface Patient {
  id: string;
  name: PersonName;
  /** DA ("19700131"), or "". */
  birth: string;
  /** "M", "F", "O" or "". */
  sex: string;
  studies: Study[];
}

export interface Study {
  /** DA and TM, or "". */
  date: string;
  time: string;
  description: string;
  accession: string;
  institution: string;
  referring: PersonName;
  series: Series[];
}

export interface Series {
  number: number;
  modality: string;
  description: string;
  bodyPart: string;
  /** Places in the lists of `Index`. */
  stacks: number[];
  waveforms: number[];
  documents: number[];
}

/** Frames of one kind in their order of display: slices of a series, or a multi-frame image. */
export interface Stack {
  /** Says which of a series' stacks this is ("@localizer", "#12"); may be "". */
  label: string;
  frames: number;
  rows: number;
  columns: number;
  encoding: Encoding;
  /** Of `predicted`. */
  sample?: Sample;
  /** Bits Stored. */
  bits: number;
  /** Three samples per pixel: no window. */
  color?: true;
  /** MONOCHROME1: the lowest value is white. */
  inverted?: true;
  /**
   * In which order frames stand in chunks. `outward`: from the middle m = frames >> 1: m, m+1, m-1,
   * m+2, m-2, ... (what is outside is left out); `forward`: 0, 1, 2, ... (cine).
   */
  order: "outward" | "forward";
  /** The first chunk's number, then how many frames it and each following chunk hold. */
  chunks: number[];
  /** "viewer/t0000001.jpg", at most 160 pixels wide and high. */
  thumbnail?: string;
  video?: string;
  absent?: Absent;
  /** Only every k-th slice of the series is here; all of them are in DICOM/. */
  thinned?: number;
  /**
   * Frames a second (Recommended Display Frame Rate, Cine Rate, 1000 / Frame Time or mean of Frame
   * Time Vector); of a video those of its file.
   */
  rate?: number;
  /** Milliseconds of each frame (Frame Time Vector), when they differ. */
  durations?: number[];
  /** Modality-specific technique that all frames have. */
  technique: Line[];
  /** The frames' attributes, or the number of the part that holds them. */
  table: FrameTable | number;
  /** The part with overlay planes (60xx) and their frames: `OverlayPart`. */
  overlays?: number;
}

/** A line of technique: what stands before ("TE", "@spacing", ""), and the value: "90 ms". */
export type Line = [string, string];

export interface Absent {
  /** Name of the transfer syntax or the object, as PS3.6 gives it. */
  format: string;
  /** The file on the disc. */
  file: string;
  /** May have an `@key`. */
  reason: string;
}

export interface FrameTable {
  /** Instance Number. */
  number: Column<number>;
  /** Number of the frame in its instance, from 1, of multi-frame images. */
  frame?: Column<number>;
  /** Acquisition or content time, TM. */
  time?: Column<string>;
  /** Image Position (Patient), mm. */
  position?: Column<[number, number, number]>;
  /** Image Orientation (Patient). */
  orientation?: Column<[number, number, number, number, number, number]>;
  /** Small number of the frame of reference: equal for equal UIDs. */
  frameOfReference?: number;
  /** Pixel Spacing (row, column), mm, in the patient (or calibrated). */
  spacing?: Column<[number, number]>;
  /** What the spacing is measured at, when it is not the patient: "imager". */
  spacingAt?: "imager" | "scanned";
  /** Pixel Aspect Ratio (vertical, horizontal) where there is no spacing. */
  aspect?: [number, number];
  thickness?: Column<number>;
  /** Patient Orientation (row, column) for images without Image Orientation: "L", "F". */
  directions?: Column<[string, string]>;
  laterality?: Column<string>;
  /** Technique that not all frames have. */
  technique?: Column<Line[]>;
  /** Compressed with loss: "12:1 JPEG", "" where neither ratio nor method is said; null: without. */
  lossy?: Column<string | null>;
  /** Modality LUT: value = stored * slope + intercept, in `units` (Rescale Type: "HU"). */
  slope?: Column<number>;
  intercept?: Column<number>;
  units?: string;
  modalityLut?: Lut;
  /** Multiplies a value to SUV (body weight), g/ml. */
  suv?: Column<number>;
  /** VOI windows: center, width, explanation. */
  windows?: Column<[number, number, string][]>;
  /** VOI LUT Function when not LINEAR: "SIGMOID", "LINEAR_EXACT". */
  voiFunction?: string;
  voiLut?: Lut;
  /** Pixel Padding Value, or the range of it. */
  padding?: [number, number];
  /** Colours (red, green, blue of each) of stored values from `first` on; lower ones are gray. */
  supplement?: { first: number; colors: number[] };
  /** Ultrasound calibration and the like: x and y step of a pixel in `units`. */
  regions?: Column<Region[]>;
  /** The image's own Display Shutter; what a presentation state shows has that state's instead. */
  shutters?: Column<Shutter[]>;
  /** Segment number, of segmentations. */
  segment?: Column<number>;
  /** The frame it was made from, of segmentations. */
  source?: Column<FrameRef | null>;
}

/** US Region Calibration (PS3.3 C.8.5.5). */
export interface Region {
  /** Left, top, right, bottom, in pixels. */
  box: [number, number, number, number];
  /** Physical step of a pixel, and its unit: "cm", "s", "cm/s". */
  x: [number, string];
  y: [number, string];
}

export interface Lut {
  first: number;
  /** Of each entry: the third value of LUT Descriptor. */
  bits: number;
  data: number[];
  explanation: string;
}

export interface OverlayPart {
  /** Frame (as a decimal string; "*" for all) to planes. */
  frames: { [frame: string]: Overlay[] };
}

export interface Overlay {
  /** 0x6000, 0x6002, ... */
  group: number;
  rows: number;
  columns: number;
  /** Row and column of its first pixel in the image, from 1 (Overlay Origin). */
  origin: [number, number];
  /** "G" graphics or "R" region of interest. */
  type: string;
  description: string;
  /** Base64 of raw deflate of bits by row without padding, first bit lowest. */
  bits: string;
}

/** A recorded waveform (PS3.3 C.10.9). */
export interface Waveform {
  label: string;
  /** The part that holds it: `WaveformPart`. */
  part: number;
}

export interface WaveformPart {
  kind: "ecg" | "other";
  groups: WaveformGroup[];
  annotations: { text: string; seconds?: number }[];
  /** Measurements, ready to show: name (may be an `@key`), value. */
  facts: [string, string][];
}

export interface WaveformGroup {
  label: string;
  /** Samples a second. */
  rate: number;
  /** Samples of each channel. */
  length: number;
  channels: WaveformChannel[];
  /** Base64 of raw deflate of i16 little endian, channel after channel. */
  samples: string;
}

export interface WaveformChannel {
  /** "I", "aVR", "V1". */
  label: string;
  /** "uV", "mmHg"; value = (sample + baseline) * scale. */
  units: string;
  scale: number;
  baseline: number;
  /** Samples of -32768 were not recorded. */
  padded?: true;
}

export interface Document {
  title: string;
  kind: "report" | "pdf" | "cda" | "text" | "other";
  /** DA TM of the content, or "". */
  date: string;
  /** A page or file on the disc, relative to INDEX.HTM. */
  link?: string;
  /** Of what the viewer has no page for: the object's file on the disc. */
  file?: string;
  /** The part with its lines: `DocumentPart`. */
  part?: number;
}

export interface DocumentPart {
  lines: DocumentLine[];
}

export interface DocumentLine {
  /** Depth, from 0. */
  level: number;
  /** Concept name or `@key`; "" for plain text. */
  name: string;
  /** May be `@key`s, with commas. */
  value: string;
  /** Images that are meant. */
  images?: FrameRef[];
}

/** Key Object Selection (PS3.3 C.17.6). */
export interface KeySelection {
  title: string;
  description: string;
  images: FrameRef[];
}

/** A presentation state, resolved to the frames of this disc (PS3.3 A.33). */
export interface Presentation {
  label: string;
  description: string;
  creator: string;
  /** DA, or "". */
  date: string;
  /** Frames that it says something of. */
  images: FrameRef[];
  /** What of it this page does not follow. */
  omits?: Omission[];
  /** `PresentationPart`. */
  part: number;
}

export type Omission = "blending" | "subtraction" | "bitmapShutter";

export interface PresentationPart {
  displays: PresentedDisplay[];
}

export interface PresentedDisplay {
  images: FrameRef[];
  /** VOI: center, width, or a table; neither: an identity where there is `modality`, else the image's own. */
  window?: [number, number];
  /** VOI LUT Function of `window` when not LINEAR. */
  voiFunction?: string;
  voiLut?: Lut;
  /** The state's Modality LUT, instead of the image's; missing: the image's own (states of colours, blending). */
  modality?: Modality;
  inverted?: true;
  /** Presentation LUT: P-values (0 to 255) over all outputs of the window. */
  curve?: number[];
  /** Palette: red, green and blue (0 to 255) of each level over all outputs of the window. */
  palette?: number[];
  /** Another image in color over these. */
  blend?: Blend;
  /** Degrees clockwise, then mirrored left to right. */
  rotation?: 90 | 180 | 270;
  flipped?: true;
  /** Displayed Area: top left and bottom right pixel (column, row; from 1, right inclusive). */
  area?: [[number, number], [number, number]];
  areaMode?: "fit" | "true size" | "magnify";
  magnification?: number;
  /** Presentation Pixel Spacing (row, column), mm: of "true size", instead of the image's. */
  pixelSpacing?: [number, number];
  shutters?: Shutter[];
  graphics: Graphic[];
  /** Overlay planes of the presentation state itself, shown with it. */
  overlays?: Overlay[];
  /** Groups of the image's own overlay planes that are shown with it. */
  activated?: number[];
}

/** Modality LUT (PS3.3 C.11.1). */
export type Modality = { slope: number; intercept: number } | { lut: Lut };
/** A stack that is seen through another (PS3.3 C.11.14): cut at the lower one's place. */
export interface Blend {
  stack: number;
  /** Of the upper one, 0 to 1. */
  opacity: number;
  window?: [number, number];
  /** Red, green and blue of each level. */
  palette: number[];
}

/** Columns and rows from 1, column first; a box is left, top, right, bottom, all inclusive. */
export type Shutter =
  | { kind: "rectangle"; box: [number, number, number, number] }
  | { kind: "circle"; center: [number, number]; radius: number }
  | { kind: "polygon"; points: [number, number][] };

export interface Graphic {
  kind: "point" | "polyline" | "interpolated" | "circle" | "ellipse" | "text";
  /**
   * `pixel`: column and row as DICOM has them, 0, 0 being the outer corner of the first pixel and
   * 1, 1 its inner one (PS3.3 Figure C.10.5-1). `display`: 0 to 1 across the displayed area.
   */
  units: "pixel" | "display";
  points: [number, number][];
  filled?: true;
  /** RGB, 0 to 255. */
  color?: [number, number, number];
  layer?: string;
  /** Of text: `points` are its box's corners, or its anchor alone. */
  text?: string;
  anchor?: [number, number];
}

/** A segmentation: its frames are those of `stack`, with segment and source in their table. */
export interface Segmentation {
  label: string;
  stack: number;
  /** Largest value of a fractional segmentation; missing for a binary one. */
  fractional?: number;
  segments: { number: number; label: string; color: [number, number, number] }[];
}

export interface StructureSet {
  label: string;
  frameOfReference: number;
  rois: { number: number; name: string; color: [number, number, number]; kind: string }[];
  /** `StructurePart`. */
  part: number;
}

export interface StructurePart {
  contours: Contour[];
}

export interface Contour {
  /** ROI Number. */
  roi: number;
  kind: "closed" | "open" | "point";
  /** x, y, z, x, y, z, ... in mm of the patient. */
  points: number[];
}

/** RT Dose: frames of `stack`; values by slope in units. */
export interface Dose {
  label: string;
  stack: number;
  units: "Gy" | "relative";
  /** Largest value, in units. */
  maximum: number;
}
