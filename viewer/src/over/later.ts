/** Values that are read from the disc when they are first drawn: undefined until they are there. */
export class Later<K, T> {
  readonly #values = new Map<K, T | undefined>();

  /** `arrived` is called after each; at most `most` values are kept, the latest. */
  constructor(readonly arrived: () => void, readonly most = Infinity) {}

  get(key: K, make: () => Promise<T | undefined>): T | undefined {
    if (this.#values.has(key)) return this.#values.get(key);
    this.#values.set(key, undefined);
    const oldest = this.#values.keys().next();
    if (this.#values.size > this.most && !oldest.done) this.#values.delete(oldest.value);
    // What cannot be read stays undefined: the image is shown without it.
    void make().then(
      (value) => {
        if (value === undefined || !this.#values.has(key)) return;
        this.#values.set(key, value);
        this.arrived();
      },
      () => undefined,
    );
    return undefined;
  }

  clear(): void {
    this.#values.clear();
  }
}
