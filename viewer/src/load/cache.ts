import { bytesOfSamples, type Samples } from "../pixels/samples";

/**
 * Decoded frames within a budget of bytes. They come again from the disc within some milliseconds,
 * so nothing else is kept of them.
 */
export class Cache {
  readonly #frames = new Map<string, { samples: Samples; stack: number; frame: number }>();
  #bytes = 0;

  /** `distance`: how far a frame is from what is looked at; the farthest goes first. */
  constructor(
    readonly budget: number,
    readonly distance: (stack: number, frame: number) => number,
  ) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(stack: number, frame: number): Samples | undefined {
    return this.#frames.get(`${stack}/${frame}`)?.samples;
  }

  has(stack: number, frame: number): boolean {
    return this.#frames.has(`${stack}/${frame}`);
  }

  put(stack: number, frame: number, samples: Samples): void {
    const key = `${stack}/${frame}`;
    if (this.#frames.has(key)) return;
    this.#frames.set(key, { samples, stack, frame });
    this.#bytes += bytesOfSamples(samples);
    while (this.#bytes > this.budget && this.#frames.size > 1) this.#evict();
  }

  /** Of equal distances the oldest goes. */
  #evict(): void {
    let victim: string | undefined;
    let worst = -1;
    for (const [key, { stack, frame }] of this.#frames) {
      const distance = this.distance(stack, frame);
      if (distance > worst) [victim, worst] = [key, distance];
    }
    const gone = this.#frames.get(victim!)!;
    this.#frames.delete(victim!);
    this.#bytes -= bytesOfSamples(gone.samples);
  }
}
