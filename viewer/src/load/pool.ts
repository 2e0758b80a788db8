import source from "worker:./decode-worker.ts";
import type { FrameJob, FrameResult } from "./job";

/** Two at least (one inflates while one unpredicts), four at most (more only wait for the disc). */
const WORKERS = Math.min(4, Math.max(2, (navigator.hardwareConcurrency || 2) - 1));

/** Decode workers, from a blob: no browser lets a page from file:// start one from a file. */
export class Pool {
  readonly #workers: { worker: Worker; pending: number }[] = [];
  readonly #waiting = new Map<number, (result: FrameResult) => void>();
  #next = 0;

  constructor() {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    for (let n = 0; n < WORKERS; n++) {
      const entry = { worker: new Worker(url), pending: 0 };
      entry.worker.onmessage = ({ data }: MessageEvent<FrameResult>) => {
        entry.pending--;
        this.#settle(data);
      };
      this.#workers.push(entry);
    }
  }

  get workers(): number {
    return this.#workers.length;
  }

  /** Frames handed out and not yet back. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Whether more work would only pile up in memory. */
  get full(): boolean {
    return this.pending >= 8 * WORKERS;
  }

  decode(job: Omit<FrameJob, "id">): Promise<FrameResult> {
    const id = this.#next++;
    const entry = this.#workers.reduce((least, other) => (other.pending < least.pending ? other : least));
    entry.pending++;
    return new Promise((settle) => {
      this.#waiting.set(id, settle);
      entry.worker.postMessage({ id, ...job } satisfies FrameJob);
    });
  }

  /** Lets the workers go; what they have is never answered. */
  end(): void {
    for (const { worker } of this.#workers) worker.terminate();
  }

  #settle(result: FrameResult): void {
    const settle = this.#waiting.get(result.id);
    this.#waiting.delete(result.id);
    settle?.(result);
  }
}
