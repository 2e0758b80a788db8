import type { App } from "./app";

type Kind<T> = new (app: App) => T;

const made = new WeakMap<App, Map<Kind<object>, object>>();

/** What a feature keeps of an application: made when it is first asked for, one for each. */
export function feature<T extends object>(app: App, kind: Kind<T>): T {
  const all = made.get(app) ?? new Map<Kind<object>, object>();
  made.set(app, all);
  const known = all.get(kind) ?? new kind(app);
  all.set(kind, known);
  return known as T;
}
