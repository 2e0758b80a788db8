import type { App } from "../app";
import type { ImageView } from "../view/image-view";

/** Images a second where the disc does not say. */
const RATE = 15;
export const MOST_RATE = 60;

interface Run {
  rate: number;
  stop(): void;
}

const runs = new WeakMap<ImageView, Run>();
const rates = new WeakMap<ImageView, { place: number; rate: number }>();

export function isPlaying(view: ImageView): boolean {
  return runs.has(view);
}

/** The rate of a view: chosen, acquired, or usual. */
export function rateOf(view: ImageView): number {
  const chosen = rates.get(view);
  if (chosen && chosen.place === view.info?.place) return chosen.rate;
  return Math.min(MOST_RATE, view.info?.stack.rate || RATE);
}

export function setRate(app: App, view: ImageView, rate: number): void {
  rates.set(view, { place: view.info?.place ?? -1, rate: Math.min(MOST_RATE, Math.max(1, rate)) });
  if (isPlaying(view)) {
    stop(app, view);
    play(app, view);
  }
}

export function stop(app: App, view: ImageView): void {
  runs.get(view)?.stop();
  runs.delete(view);
  app.changed(view);
}

export function play(app: App, view: ImageView): void {
  if (view.frames < 2) return;
  const rate = rateOf(view);
  runs.set(view, { rate, stop: view.video ? playVideo(view, rate) : playFrames(view, rate) });
  app.changed(view);
}

/** Each frame for its time; one that is still to be read is waited for. */
function playFrames(view: ImageView, rate: number): () => void {
  let due = performance.now();
  let timer = requestAnimationFrame(step);
  function step(now: number): void {
    timer = requestAnimationFrame(step);
    const place = view.info?.place;
    if (!view.element.isConnected) return cancelAnimationFrame(timer);
    if (now < due || (!view.samples && !view.source?.isLost(view.frame)) || place === undefined) return;
    const own = view.info!.stack.durations?.[view.frame];
    due = Math.max(due, now - 100) + (own ? (own * (view.info!.stack.rate ?? rate)) / rate : 1000 / rate);
    view.show((view.frame + 1) % view.frames);
  }
  return () => cancelAnimationFrame(timer);
}

function playVideo(view: ImageView, rate: number): () => void {
  const video = view.video!;
  video.element.loop = true;
  video.element.playbackRate = rate / (view.info?.stack.rate || rate);
  void video.element.play().catch(() => undefined);
  let timer = requestAnimationFrame(function step() {
    timer = requestAnimationFrame(step);
    view.show(video.frame);
    view.invalidate();
  });
  return () => {
    cancelAnimationFrame(timer);
    video.element.pause();
  };
}
