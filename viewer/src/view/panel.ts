import type { App } from "../app";
import type { ImageView } from "./image-view";

/** What can be opened in a cell: a stack, a waveform, a document, or what a feature adds. */
export interface Item {
  kind: string;
  /** Its place in the index's list of that kind. */
  place: number;
  /** Of stacks: the frame to begin with. */
  frame?: number;
}

/** What a cell holds. */
export interface Panel {
  readonly element: HTMLElement;
  readonly item: Item;
  /** Names the cell for a screen reader. */
  readonly title: string;
  /** Of panels that show images. */
  readonly view?: ImageView;
  /** A key that the cell may answer before the tables do: true when it did. */
  key?(event: KeyboardEvent): boolean;
  dispose(): void;
}

/** How items of a kind are shown. A row of `PANELS`. */
export interface PanelKind {
  kind: string;
  open(app: App, item: Item): Panel;
}
