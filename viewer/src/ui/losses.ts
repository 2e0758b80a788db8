import type { App } from "../app";
import type { StackInfo } from "../stacks";
import { saidIn, words } from "../words/words";

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

/** Says what of the disc cannot be read, also what was asked for before there was a page to say it. */
export function tellLosses(app: App): void {
  const stacks = new Set<number>();
  let timer = 0;
  const gather = (stack: number) => {
    stacks.add(stack);
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const place of stacks) app.notify(lossText(app, place), `losses ${place}`);
      stacks.clear();
    }, GATHER_MS);
  };
  for (const info of app.stacks) if (info && app.loader.lostOf(info.place).length > 0) gather(info.place);
  app.loader.events.on("lost", ({ stack }) => gather(stack));
  const tellPart = (part: number) => {
    const text = overText(app, part);
    if (text) app.notify(text);
  };
  app.loader.lostParts.forEach(tellPart);
  app.loader.events.on("lostPart", tellPart);
  app.loader.events.on("unreadable", () => app.notify(words.unreadable));
}

/** What of the disc is not here in full, in the words of the disc's maker. */
export function tellNotes(app: App): void {
  if (app.index.notes.length) app.notify(app.index.notes.map(saidIn).join(" "));
}

/** All that could not be read so far, a line for each stack and for each thing over images. */
export function lossTexts(app: App): string[] {
  const stacks = app.stacks.flatMap((info) => (info && app.loader.lostOf(info.place).length ? lossText(app, info.place) : []));
  return [...stacks, ...[...app.loader.lostParts].flatMap((part) => overText(app, part) ?? [])];
}

/** What of that which lies over images has a part that is lost; panels tell of their own. */
function overText(app: App, part: number): string | undefined {
  const { presentations, structures } = app.index;
  const named = (title: string, one: { label: string } | undefined) => one && `${[title, one.label].filter(Boolean).join(" ")}: ${words.lost}`;
  const stack = app.stacks.find((info) => info?.stack.overlays === part);
  return (
    named(words.overStates, presentations.find((one) => one.part === part)) ??
    named(words.overStructures, structures.find((one) => one.part === part)) ??
    named(words.overOverlays, stack && { label: nameOf(stack) })
  );
}

function nameOf({ series }: StackInfo): string {
  return [series.modality, series.number, series.description].filter(Boolean).join(" ");
}

function lossText(app: App, place: number): string {
  return `${nameOf(app.stacks[place]!)}: ${words.missingFrames} ${ranges(app.loader.lostOf(place))}.`;
}
