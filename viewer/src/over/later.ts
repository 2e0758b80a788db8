/** Values that are read from the disc when they are first drawn: undefined until they are there. */
export class Later<K, T> {
  readonly #values = new Map<K, T | undefined>();

  /** `arrived` is called after each; at most `most` values are kept, the latest. `lost`: one cannot be made. */
  constructor(readonly arrived: () => void, readonly most = Infinity, readonly lost = () => {}) {}

  get(key: K, make: () => Promise<T | undefined>): T | undefined {
    if (this.#values.has(key)) return this.#values.get(key);
    this.#values.set(key, undefined);
    const oldest = this.#values.keys().next();
    if (this.#values.size > this.most && !oldest.done) this.#values.delete(oldest.value);
    // What cannot be made stays undefined: the image is shown without it. Files that cannot be read
    // the loader tells.
    void make().then(
      (value) => {
        if (value === undefined || !this.#values.has(key)) return;
        this.#values.set(key, value);
        this.arrived();
      },
      this.lost,
    );
    return undefined;
  }

  clear(): void {
    this.#values.clear();
  }
}
