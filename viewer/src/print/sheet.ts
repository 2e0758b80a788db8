import type { Patient, Study } from "../data";
import { element } from "../ui/dom";
import { birthText, dateText, nameText, plainText, sexText, timeText } from "../view/text";
import { words } from "../words/words";

/** One picture of a print, whose it is, and what is written below it. */
export interface PrintedImage {
  /** None where the image cannot be had: its place says so. */
  picture: Blob | undefined;
  /** Series and number: caption and alternative text. */
  caption: string;
  patient: Patient;
  study: Study;
}

/** Pictures on a page: columns and rows of paper that stands. */
export const PER_PAGE = { 1: [1, 1], 4: [2, 2], 6: [2, 3], 12: [3, 4] } as const;
export type PerPage = keyof typeof PER_PAGE;

/** Images page by page: those of two patients are never on one. */
export function paged<T>(images: readonly T[], perPage: PerPage, patientOf: (image: T) => unknown): T[][] {
  const pages: T[][] = [];
  for (const image of images) {
    const page = pages.at(-1);
    if (page && page.length < perPage && patientOf(page[0]!) === patientOf(image)) page.push(image);
    else pages.push([image]);
  }
  return pages;
}

/** The pages, once all their pictures are ready to be printed; the style sheet hides them else. */
export function pagesOf(images: readonly PrintedImage[], foot: string[], perPage: PerPage): Promise<HTMLElement[]> {
  const pages = paged(images, perPage, ({ patient }) => patient);
  return Promise.all(pages.map((page, number) => pageOf(page, perPage, [line(foot), line([`${number + 1} / ${pages.length}`])])));
}

/** Whose it is stands on each page, so that a sheet alone tells it; which study, below each image where they differ. */
async function pageOf(images: PrintedImage[], perPage: PerPage, foot: HTMLElement[]): Promise<HTMLElement> {
  const { patient, study } = images[0]!;
  const same = images.every((image) => image.study === study);
  const [columns, rows] = PER_PAGE[perPage];
  const figures = await Promise.all(images.map((image) => figure(image, same ? [] : studyTexts(image.study))));
  const grid = element("div", { class: "print-grid" }, ...figures);
  grid.style.gridTemplate = `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`;
  const person = [nameText(patient.name), patient.id, birthText(patient, study.date), sexText(patient.sex)];
  const head = element("header", {}, line(person), same ? line(studyTexts(study)) : undefined);
  return element("section", { class: "print-page" }, head, grid, element("footer", {}, ...foot));
}

function studyTexts({ date, time, description, accession, institution }: Study): string[] {
  return [`${dateText(date)} ${timeText(time)}`.trim(), plainText(description), accession, institution];
}

async function figure({ picture, caption }: PrintedImage, study: string[]): Promise<HTMLElement> {
  const place = picture ? element("img", { alt: caption, src: URL.createObjectURL(picture) }) : element("p", {}, words.notPrinted);
  if (place instanceof HTMLImageElement) {
    // A picture that cannot be decoded is printed as its caption alone.
    await place.decode().catch(() => undefined);
    URL.revokeObjectURL(place.src);
  }
  return element("figure", {}, place, element("figcaption", {}, [...study, caption].filter(Boolean).join(" · ")));
}

function line(parts: string[]): HTMLElement {
  return element("div", {}, ...parts.filter(Boolean).map((part) => element("span", {}, part)));
}
