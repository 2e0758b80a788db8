import type { App } from "../app";
import { element } from "../ui/dom";
import { words } from "../words/words";
import type { Panel } from "./panel";

/** More than this many images on one screen show nothing. */
export const MOST_ROWS = 4;
export const MOST_COLUMNS = 4;

/** A place on the screen for one panel. */
export interface Cell {
  readonly element: HTMLElement;
  panel: Panel | undefined;
}

/** The grid of cells. One is active: what the toolbar and keys act upon. */
export class Layout {
  readonly element = element("main", { class: "layout", id: "images", "aria-label": words.images });
  cells: Cell[] = [];
  rows = 0;
  columns = 0;
  /** The one cell that hides the others for a while. */
  maximised: Cell | undefined;
  #active!: Cell;

  constructor(readonly app: App) {
    this.#active = this.#made();
    this.cells = [this.#active];
    this.set(1, 1);
  }

  get active(): Cell {
    return this.#active;
  }

  /** Rows by columns; cells beyond them are closed, new ones are empty. */
  set(rows: number, columns: number): void {
    this.rows = Math.min(MOST_ROWS, Math.max(1, rows));
    this.columns = Math.min(MOST_COLUMNS, Math.max(1, columns));
    const count = this.rows * this.columns;
    this.#maximise(undefined);
    for (const cell of this.cells.splice(count)) this.#close(cell);
    while (this.cells.length < count) this.cells.push(this.#made());
    this.element.style.gridTemplate = `repeat(${this.rows}, minmax(0, 1fr)) / repeat(${this.columns}, minmax(0, 1fr))`;
    this.element.replaceChildren(...this.cells.map(({ element }) => element));
    if (!this.cells.includes(this.#active)) this.activate(this.cells[0]!);
    this.#name();
    this.app.events.emit("layout", this);
  }

  put(panel: Panel, cell: Cell): void {
    cell.panel?.dispose();
    cell.panel = panel;
    cell.element.replaceChildren(panel.element);
    this.#name();
    this.activate(cell);
  }

  activate(cell: Cell): void {
    this.#active?.element.classList.remove("active");
    this.#active = cell;
    cell.element.classList.toggle("active", true);
    this.app.events.emit("active", cell);
  }

  /** Shows one cell alone, or all again. */
  toggleMaximised(cell: Cell): void {
    this.#maximise(this.maximised ? undefined : cell);
    this.activate(cell);
  }

  #maximise(cell: Cell | undefined): void {
    this.maximised = cell;
    this.element.classList.toggle("maximised", cell !== undefined);
    for (const other of this.cells) other.element.hidden = cell !== undefined && other !== cell;
  }

  #made(): Cell {
    const hint = element("p", { class: "empty" }, words.empty);
    const cell: Cell = { element: element("section", { class: "cell", tabindex: "0" }, hint), panel: undefined };
    const activate = () => this.#active !== cell && this.activate(cell);
    cell.element.addEventListener("pointerdown", activate, { capture: true });
    cell.element.addEventListener("focusin", activate);
    return cell;
  }

  #close(cell: Cell): void {
    cell.panel?.dispose();
    cell.panel = undefined;
    cell.element.remove();
  }

  #name(): void {
    this.cells.forEach((cell, n) => {
      cell.element.setAttribute("aria-label", `${n + 1}: ${cell.panel?.title ?? words.empty}`);
    });
  }
}
