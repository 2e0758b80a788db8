import type { Stack } from "../data";

/** Where a stack's frames stand: chunk by chunk, each with its frames in their order. */
export interface ChunkPlan {
  number: number;
  stack: number;
  frames: number[];
}

/** All frames of a stack in the order in which the disc has them (data.ts, `order`). */
export function frameOrder(stack: Pick<Stack, "frames" | "order">): number[] {
  const forward = Array.from({ length: stack.frames }, (_, n) => n);
  if (stack.order === "forward") return forward;
  const middle = stack.frames >> 1;
  const outward = forward.flatMap((step) => (step ? [middle + step, middle - step] : [middle]));
  return outward.filter((frame) => frame >= 0 && frame < stack.frames);
}

export function chunkPlans(stack: Stack, place: number): ChunkPlan[] {
  const [first = 0, ...counts] = stack.chunks;
  const order = frameOrder(stack);
  let at = 0;
  return counts.map((count, n) => ({ number: first + n, stack: place, frames: order.slice(at, (at += count)) }));
}
