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
  color: boolean;
  rows: number;
  columns: number;
}

export interface FrameResult {
  id: number;
  samples?: SampleArray;
  bitmap?: ImageBitmap;
  error?: string;
}
