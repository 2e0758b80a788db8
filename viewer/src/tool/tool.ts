import type { App } from "../app";
import type { ImageView } from "../view/image-view";
import type { Point } from "../view/transform";
import type { IconName } from "../ui/icons";
import type { WordKey } from "../words/words";

/** The pointer (mouse, finger, pen, or the cross that keys move) at a place of an image. */
export interface Press {
  view: ImageView;
  /** Image pixels; 0, 0 is the outer corner of the first one. */
  at: Point;
  /** CSS pixels of the view. */
  spot: Point;
  shift: boolean;
}

/** What goes on between press and release. */
export interface Drag {
  move(press: Press): void;
  end?(press: Press): void;
  cancel?(): void;
}

/** What the primary button does. A row of `TOOLS`. */
export interface Tool {
  name: string;
  word: WordKey;
  icon: IconName;
  /** As `KeyboardEvent.key`, with "Shift+" before. */
  key?: string;
  cursor: string;
  /** Places points: keys can move a cross and press with it. */
  points?: true;
  press(app: App, press: Press): Drag | undefined;
  /** The pointer moves without a button. */
  hover?(app: App, press: Press): void;
  /** Enter or a double click: what was begun is whole. */
  finish?(app: App): void;
  /** Escape: what was begun is given up; false when nothing was begun. */
  cancel?(app: App): boolean;
}

/** Something to be done at once. A row of `ACTIONS`. */
export interface Action {
  name: string;
  word: WordKey;
  icon: IconName;
  keys?: string[];
  run(app: App): void;
  /** A switch: whether it is on. */
  pressed?(app: App): boolean;
  enabled?(app: App): boolean;
}

/** Drawn above every image, in the order of `LAYERS`. */
export interface Layer {
  name: string;
  /** The context's unit is the CSS pixel; `view.toCanvas` tells where an image's point lies. */
  draw(context: CanvasRenderingContext2D, view: ImageView, app: App): void;
  /** Takes a press before the tool does, where something of the layer is under it. */
  press?(app: App, press: Press): Drag | undefined;
  /** The cursor's shape there. */
  cursor?(app: App, press: Press): string | undefined;
}
