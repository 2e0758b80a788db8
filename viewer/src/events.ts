/** Typed events: who listens, hears everything until it lets go. */
export class Emitter<E> {
  readonly #listeners = new Map<keyof E, Set<(value: never) => void>>();

  /** Calls `listener` at every event `name`; the answer stops that. */
  on<K extends keyof E>(name: K, listener: (value: E[K]) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  emit<K extends keyof E>(name: K, value: E[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (value: E[K]) => void)(value);
  }
}
