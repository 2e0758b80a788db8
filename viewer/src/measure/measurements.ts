import type { ImageView } from "../view/image-view";
import type { OpenStack } from "../view/source";
import type { Point } from "../view/transform";
import type { MeasureKind } from "./kinds";

/** Something that was drawn upon a frame. */
export interface Measurement {
  kind: MeasureKind;
  info: OpenStack;
  frame: number;
  /** Image pixels. */
  points: Point[];
  text: string;
  /** What it said when it was last drawn. */
  said: string[];
}

/** What is being drawn: `placed` points are fixed, the one after them follows the pointer. */
export interface Draft {
  measurement: Measurement;
  view: ImageView;
  placed: number;
}

/** More than this many on one disc are a mistake (a stuck key), not a finding. */
const MOST = 1000;

/** All measurements of this sitting; nothing is written anywhere. */
export class Measurements {
  readonly all: Measurement[] = [];
  chosen: Measurement | undefined;
  draft: Draft | undefined;
  /** Where the pointer is, while its tool tells the value there. */
  hover: { view: ImageView; at: Point } | undefined;

  constructor(readonly changed: () => void) {}

  /** Of the frame that a view shows, the one being drawn among them. */
  on(view: ImageView): Measurement[] {
    const drawn = this.draft ? [...this.all, this.draft.measurement] : this.all;
    return drawn.filter(({ info, frame }) => info === view.info && frame === view.frame);
  }

  add(measurement: Measurement): void {
    if (this.all.length >= MOST) this.all.shift();
    this.all.push(measurement);
    this.choose(measurement);
  }

  remove(measurement: Measurement | undefined): void {
    const place = measurement ? this.all.indexOf(measurement) : -1;
    if (place >= 0) this.all.splice(place, 1);
    this.choose(undefined);
  }

  choose(measurement: Measurement | undefined): void {
    this.chosen = measurement;
    this.changed();
  }
}
