import type { FrameTable } from "../data";
import type { Loader } from "../load/loader";
import type { Samples } from "../pixels/samples";
import type { StackInfo } from "../stacks";

export type OpenStack = StackInfo & { table: FrameTable };

/**
 * What an image view shows: frames with their attributes. The disc's stacks are sources; so is
 * whatever makes frames of its own (a reslice) with a table that says where they lie.
 */
export interface FrameSource {
  readonly info: OpenStack;
  /** The frame, if it is there now. */
  peek(frame: number): Samples | undefined;
  /** `view` looks at this frame: have it come. The view hears of it by `ImageView.arrived`. */
  focus(view: object, frame: number): void;
  /** `view` looks at something else. */
  release(view: object): void;
  /** The frame cannot be had. */
  isLost(frame: number): boolean;
  /** Views of sources that have the same one here show where they cross by themselves. */
  readonly together?: object;
}

export function discSource(loader: Loader, info: OpenStack): FrameSource {
  const { place } = info;
  return {
    info,
    peek: (frame) => loader.peek(place, frame),
    focus: (view, frame) => loader.focus(view, place, frame),
    release: (view) => loader.blur(view),
    isLost: (frame) => loader.isLost(place, frame),
  };
}
