import type { DocumentLine, FrameRef } from "../data";
import { said } from "../words/words";
import { tree, type Branch } from "./tree";

/** What a page needs of the viewer: to show an image, and the word for it. */
export interface Links {
  show: (image: FrameRef) => void;
  imageWord: (image: FrameRef) => string;
}

/** Headings go as deep as HTML has them; the panel's own title is the second. */
const FIRST_HEADING = 3;
const DEEPEST_HEADING = 6;

/** A document as elements: headings for what contains more, names with their values else. */
export function contentOf(lines: DocumentLine[], links: Links): HTMLElement {
  const content = document.createElement("div");
  content.className = "document";
  append(content, tree(lines), FIRST_HEADING, links);
  return content;
}

function append(parent: HTMLElement, branches: Branch[], level: number, links: Links): void {
  for (const { line, branches: below } of branches) {
    if (below.length === 0) {
      parent.append(paragraph(line, links));
      continue;
    }
    const section = document.createElement("section");
    const heading = document.createElement(`h${Math.min(level, DEEPEST_HEADING)}`);
    heading.textContent = [said(line.name), said(line.value)].filter(Boolean).join(": ");
    section.append(heading, ...buttons(line, links));
    append(section, below, level + 1, links);
    parent.append(section);
  }
}

function paragraph(line: DocumentLine, links: Links): HTMLElement {
  const paragraph = document.createElement("p");
  if (line.name) {
    const name = document.createElement("strong");
    name.textContent = line.value ? `${said(line.name)}: ` : said(line.name);
    paragraph.append(name);
  }
  paragraph.append(said(line.value), ...buttons(line, links));
  return paragraph;
}

function buttons({ images }: DocumentLine, { show, imageWord }: Links): HTMLElement[] {
  return (images ?? []).map((image) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "document-image";
    button.textContent = imageWord(image);
    button.addEventListener("click", () => show(image));
    return button;
  });
}
