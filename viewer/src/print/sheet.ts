import { element } from "../ui/dom";

/** One picture of a print, and what is written below it. */
export interface PrintedImage {
  picture: Blob;
  /** Series and number: caption and alternative text. */
  caption: string;
}

/** Written on each page, so that a sheet alone tells whose it is. */
export interface PrintedHead {
  /** Name, ID, birth date and sex; then the study. */
  patient: string[];
  study: string[];
  /** Institution, and when the disc was made. */
  foot: string[];
}

/** Pictures on a page: columns and rows of paper that stands. */
export const PER_PAGE = { 1: [1, 1], 4: [2, 2], 6: [2, 3], 12: [3, 4] } as const;
export type PerPage = keyof typeof PER_PAGE;

/** The pages, once all their pictures are ready to be printed; the style sheet hides them else. */
export async function pagesOf(images: PrintedImage[], head: PrintedHead, perPage: PerPage): Promise<HTMLElement[]> {
  const count = Math.ceil(images.length / perPage);
  const [columns, rows] = PER_PAGE[perPage];
  const figures = await Promise.all(images.map(figure));
  return Array.from({ length: count }, (_, page) => {
    const grid = element("div", { class: "print-grid" }, ...figures.slice(page * perPage, (page + 1) * perPage));
    grid.style.gridTemplate = `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`;
    const top = element("header", {}, line(head.patient), line(head.study));
    const foot = element("footer", {}, line(head.foot), line([`${page + 1} / ${count}`]));
    return element("section", { class: "print-page" }, top, grid, foot);
  });
}

async function figure({ picture, caption }: PrintedImage): Promise<HTMLElement> {
  const image = element("img", { alt: caption, src: URL.createObjectURL(picture) });
  // A picture that cannot be decoded is printed as its caption alone.
  await image.decode().catch(() => undefined);
  URL.revokeObjectURL(image.src);
  return element("figure", {}, image, element("figcaption", {}, caption));
}

function line(parts: string[]): HTMLElement {
  return element("div", {}, ...parts.filter(Boolean).map((part) => element("span", {}, part)));
}
