import type { App } from "../app";
import type { DocumentPart, FrameRef, Patient, Study } from "../data";
import { ownerOf } from "../stacks";
import { element } from "../ui/dom";
import type { Item, Panel, PanelKind } from "../view/panel";
import { birthText, dateText, nameText, sexText, timeText } from "../view/text";
import { words } from "../words/words";
import { contentOf } from "./page";

/** A document in a cell: its lines, and a link to its page or file on the disc. */
class DocumentPanel implements Panel {
  readonly element = element("article", { class: "document-panel", tabindex: 0 });
  readonly title: string;

  constructor(readonly app: App, readonly item: Item) {
    const document = app.index.documents[item.place];
    this.title = document?.title || words.document;
    this.element.append(element("h2", {}, this.title));
    const owner = ownerOf(app.index, item.kind, item.place);
    if (owner) this.element.append(element("p", { class: "document-owner" }, whoseText(owner)));
    if (document?.date) this.element.append(element("p", { class: "document-date" }, momentText(document.date)));
    if (document?.link) {
      const link = { href: document.link, target: "_blank", rel: "noopener", class: "document-link" };
      this.element.append(element("p", {}, element("a", link, document.kind === "pdf" ? words.documentOpenPdf : words.documentOpen)));
    }
    if (document?.file) this.element.append(element("p", {}, `${words.absentTitle}. ${words.absentFile}: ${document.file}`));
    if (document?.part !== undefined) void this.#load(document.part);
  }

  async #load(part: number): Promise<void> {
    try {
      const { lines } = await this.app.loader.part<DocumentPart>(part);
      this.element.append(contentOf(lines, { show: (image) => this.#show(image), imageWord: (image) => this.#word(image) }));
    } catch {
      this.element.append(element("p", { role: "alert" }, words.documentUnreadable));
    }
  }

  #word([stack, frame]: FrameRef): string {
    const series = this.app.stacks[stack]?.series;
    return `${series?.modality ?? ""} ${series?.number ?? ""}/${frame + 1}`.trim();
  }

  /** Shows an image that the document means: in another cell, so that both are seen. */
  #show([stack, frame]: FrameRef): void {
    const { layout } = this.app;
    if (layout.cells.length < 2) layout.set(1, 2);
    const cell = layout.cells.find(({ panel }) => panel !== this) ?? layout.active;
    if (cell.panel?.view?.reference?.[0] === stack) cell.panel.view.show(frame);
    else this.app.open({ kind: "stack", place: stack, frame }, cell);
  }

  dispose(): void {
    this.element.remove();
  }
}

/** A page may be looked at, or photographed, without the bar above it. */
function whoseText({ patient, study }: { patient: Patient; study: Study }): string {
  const people = [nameText(patient.name), patient.id, birthText(patient, study.date), sexText(patient.sex)];
  return people.filter(Boolean).join(" · ");
}

/** "20260102 101500" as it is read. */
function momentText(text: string): string {
  const [date = "", time = ""] = text.split(" ");
  return `${dateText(date)} ${timeText(time)}`.trim();
}

export const documentPanel: PanelKind = {
  kind: "document",
  open: (app, item) => new DocumentPanel(app, item),
};
