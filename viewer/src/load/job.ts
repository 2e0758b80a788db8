import type { Encoding, Sample } from "../data";
import type { SampleArray } from "./predict";

/** What a worker is asked: one frame, still as the characters of its script. */
export interface FrameJob {
  id: number;
  text: string;
  length: number;
  crc: number;
  encoding: Encoding;
  sample: Sample;
  rows: number;
  columns: number;
}

export interface FrameResult {
  id: number;
  samples?: SampleArray;
  /** A picture's file, whole: the page decodes it. */
  picture?: Uint8Array<ArrayBuffer>;
  error?: string;
}
