import type { App } from "../app";
import { followed } from "../geometry/follow";
import { matchingFrame } from "../geometry/nearest";
import { parallel, share, stackPlanes, toImage, toPatient } from "../geometry/plane";
import type { Action } from "../tool/tool";
import { feature } from "../feature";
import type { ImageView } from "../view/image-view";
import { millimetres } from "../view/scale";
import { fitZoom } from "../view/transform";
import { words } from "../words/words";

/**
 * Views move together with the active one: to the same place where they share a frame of reference;
 * else from where they were linked on, by the same distance. Zoom and position follow as well.
 */
export class Sync {
  on = true;
  /** Frames at which views without a common frame of reference were linked. */
  #links = new Map<ImageView, number>();
  #last = new WeakMap<ImageView, string>();

  constructor(readonly app: App) {
    app.events.on("view", (view) => this.#changed(view));
    app.events.on("layout", () => this.#forget());
  }

  /** Links all views where they stand. */
  link(): void {
    this.on = true;
    this.#links = new Map(this.app.views.map((view) => [view, view.frame]));
  }

  unlink(): void {
    this.on = false;
    this.#links.clear();
  }

  #forget(): void {
    const there = new Set(this.app.views);
    for (const view of this.#links.keys()) if (!there.has(view)) this.#links.delete(view);
  }

  #changed(view: ImageView): void {
    const now = `${view.info?.place} ${view.frame} ${view.state.zoom} ${view.state.pan.x} ${view.state.pan.y}`;
    const before = this.#last.get(view);
    this.#last.set(view, now);
    if (!this.on || view !== this.app.view || before === undefined || before === now) return;
    if (before.split(" ")[0] !== now.split(" ")[0]) return;
    for (const other of this.app.views) if (other !== view) this.#follow(view, other);
  }

  #follow(leader: ImageView, other: ImageView): void {
    const [a, b] = [leader.info, other.info];
    if (!a || !b) return;
    const [from, to] = [stackPlanes(a), stackPlanes(b)];
    const [plane, there] = [from[leader.frame], to[other.frame]];
    const together = !!plane && !!there && share(plane, there) && parallel(plane, there);
    const links = { leader: this.#links.get(leader), follower: this.#links.get(other) };
    if (together) other.show(matchingFrame(to, plane, leader.frame) ?? other.frame);
    else if (links.leader !== undefined && links.follower !== undefined) {
      const frame = followed({ leader: links.leader, follower: links.follower }, from, to, leader.frame);
      if (frame === undefined) return;
      other.show(frame);
    } else return;
    this.#zoom(leader, other, together);
  }

  /** The same millimeters to the screen, the same place in the middle. */
  #zoom(leader: ImageView, other: ImageView, together: boolean): void {
    const { zoom, pan } = leader.state;
    if (zoom === "fit") {
      if (other.state.zoom !== "fit") other.set({ zoom, pan });
      return;
    }
    const [a, b] = [leader.info && millimetres(leader.info, leader.frame), other.info && millimetres(other.info, other.frame)];
    const relative = zoom / fitZoom(leader.state, leader.shape, leader.size);
    const same = a && b ? (zoom * b) / a : relative * fitZoom(other.state, other.shape, other.size);
    other.set({ zoom: same, pan });
    if (together) this.#center(leader, other);
  }

  #center(leader: ImageView, other: ImageView): void {
    const from = leader.info && stackPlanes(leader.info)[leader.frame];
    const to = other.info && stackPlanes(other.info)[other.frame];
    if (!from || !to) return;
    const middle = leader.toImage({ x: leader.size.width / 2, y: leader.size.height / 2 });
    const [x, y] = toImage(to, toPatient(from, [middle.x, middle.y]));
    const spot = other.toCanvas({ x, y });
    const { pan } = other.state;
    other.set({ pan: { x: pan.x + other.size.width / 2 - spot.x, y: pan.y + other.size.height / 2 - spot.y } });
  }
}

/** Synchronised scrolling, on or off; turned on, all views are linked where they stand. */
export const syncAction: Action = {
  name: "sync",
  word: "sync",
  icon: "sync",
  keys: ["y"],
  pressed: (app) => feature(app, Sync).on,
  run(app) {
    const sync = feature(app, Sync);
    if (sync.on) sync.unlink();
    else sync.link();
    app.notify(sync.on ? words.syncOn : words.syncOff);
  },
};
