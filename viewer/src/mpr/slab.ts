/** How the planes of a slab become one: maximum or minimum intensity projection, or the mean. */
export type SlabMode = "maximum" | "minimum" | "mean";

export const SLAB_MODES: readonly SlabMode[] = ["maximum", "mean", "minimum"];

/** Gathers planes, each a picture of values, into one; what is unknown (NaN) changes nothing. */
export class Slab {
  readonly #counts: Uint16Array;

  constructor(readonly mode: SlabMode, readonly out: Float32Array) {
    this.#counts = new Uint16Array(out.length);
    out.fill(NaN);
  }

  add(values: Float32Array): void {
    if (this.mode === "mean") this.#sum(values);
    else if (this.mode === "maximum") this.#extreme(values, 1);
    else this.#extreme(values, -1);
  }

  #extreme(values: Float32Array, sign: 1 | -1): void {
    const { out } = this;
    for (let place = 0; place < out.length; place++) {
      const [value, known] = [values[place]!, out[place]!];
      if (value * sign > known * sign || known !== known) out[place] = value;
    }
  }

  #sum(values: Float32Array): void {
    const { out } = this;
    for (let place = 0; place < out.length; place++) {
      const value = values[place]!;
      if (value !== value) continue;
      out[place] = this.#counts[place]!++ ? out[place]! + value : value;
    }
  }

  finish(): void {
    if (this.mode !== "mean") return;
    for (let place = 0; place < this.out.length; place++) this.out[place]! /= this.#counts[place]! || 1;
  }
}
