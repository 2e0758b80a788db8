import type { App } from "../app";
import { words } from "../words/words";

/** Losses come in bursts, a chunk at a time: they are told together. */
const GATHER_MS = 400;

/** "3, 7–12" of places from 0. */
export function ranges(frames: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const frame of frames) {
    const last = parts.at(-1);
    if (last && frame === last[1] + 1) last[1] = frame;
    else parts.push([frame, frame]);
  }
  return parts.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`)).join(", ");
}

/** Says which images of the disc cannot be read. */
export function tellLosses(app: App): void {
  const stacks = new Set<number>();
  let timer = 0;
  app.loader.events.on("lost", ({ stack }) => {
    stacks.add(stack);
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const place of stacks) app.notify(lossText(app, place), `losses ${place}`);
      stacks.clear();
    }, GATHER_MS);
  });
  app.loader.events.on("unreadable", () => app.notify(words.unreadable));
}

/** What of the disc is not here in full, in the words of the disc's maker. */
export function tellNotes(app: App): void {
  if (app.index.notes.length) app.notify(app.index.notes.join(" "));
}

/** All that could not be read so far, a line for each stack. */
export function lossTexts(app: App): string[] {
  return app.stacks.flatMap((info) => (info && app.loader.lostOf(info.place).length ? lossText(app, info.place) : []));
}

function lossText(app: App, place: number): string {
  const info = app.stacks[place]!;
  const name = [info.series.modality, info.series.number, info.series.description].filter(Boolean).join(" ");
  return `${name}: ${words.missingFrames} ${ranges(app.loader.lostOf(place))}.`;
}
