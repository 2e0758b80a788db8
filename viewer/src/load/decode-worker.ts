/// <reference lib="webworker" />
import type { FrameJob, FrameResult } from "./job";
import { bytesOf, crc32, inflate } from "./bytes";
import { sampleBytes, unpredict } from "./predict";

/** One frame after another: a worker is busy with one thing at a time, and memory stays bounded. */
let tail = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<FrameJob>) => {
  tail = tail.then(() => answer(data));
};

async function answer(job: FrameJob): Promise<void> {
  const { id } = job;
  try {
    const result = await decode(job);
    const moved = (result.picture ?? result.samples!).buffer as ArrayBuffer;
    (self as unknown as Worker).postMessage({ id, ...result } satisfies FrameResult, [moved]);
  } catch (error) {
    self.postMessage({ id, error: String(error) } satisfies FrameResult);
  }
}

async function decode(job: FrameJob): Promise<Omit<FrameResult, "id">> {
  const bytes = bytesOf(job.text);
  if (bytes.length !== job.length || crc32(bytes) !== job.crc) throw new Error("damaged");
  if (job.encoding === "predicted") {
    const planes = await inflate(bytes, job.rows * job.columns * sampleBytes(job.sample));
    return { samples: unpredict(planes, job.sample, job.rows, job.columns) };
  }
  return { picture: bytes };
}
