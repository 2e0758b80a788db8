import type { FrameRef, KeySelection, PresentedDisplay, Presentation, PresentationPart } from "../data";

/** Whether a list of frames names one. */
export function names(images: FrameRef[], [stack, frame]: FrameRef): boolean {
  return images.some(([s, f]) => s === stack && f === frame);
}

/** What a presentation state says of a frame. */
export function displayOf(part: PresentationPart, image: FrameRef): PresentedDisplay | undefined {
  return part.displays.find(({ images }) => names(images, image));
}

/** The presentation states that say something of a stack, newest last as the disc lists them. */
export function presentationsOf(all: Presentation[], stack: number): number[] {
  return all.flatMap(({ images }, number) => (images.some(([s]) => s === stack) ? [number] : []));
}

/** The key images of a stack, by frame. */
export function keyFrames(keys: KeySelection[], stack: number): number[] {
  const frames = keys.flatMap(({ images }) => images.filter(([s]) => s === stack).map(([, f]) => f));
  return [...new Set(frames)].sort((a, b) => a - b);
}

/** The next frame after `from` (or before it, by `step`) in a sorted list, around its ends. */
export function nextKey(frames: number[], from: number, step: 1 | -1): number | undefined {
  const beyond = step > 0 ? frames.find((frame) => frame > from) : frames.filter((frame) => frame < from).pop();
  return beyond ?? (step > 0 ? frames[0] : frames[frames.length - 1]);
}
