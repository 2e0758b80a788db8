import type { App } from "../app";
import { blobOf, HiddenView } from "../picture/render";
import { keyFrames } from "../presentation/select";
import { choice } from "../ui/controls";
import { openDialog } from "../ui/dialog";
import { element } from "../ui/dom";
import type { ImageView } from "../view/image-view";
import { said, words } from "../words/words";
import { paged, pagesOf, PER_PAGE, type PerPage, type PrintedImage } from "./sheet";

/** What is printed: images of the active view, or the one image of each view. */
type What = "image" | "views" | "keys" | "series";

/** Of a longer series every k-th image is printed: a page takes 10 MB while the browser prints. */
const MOST_PAGES = 40;
/** A page's picture area in CSS pixels, and pixels for each: about 200 dots to an inch. */
const AREA = { width: 700, height: 900 };
const RATIO = 2;

interface Wanted {
  view: ImageView;
  frame: number;
}

function wantedOf(app: App, what: What, perPage: PerPage): Wanted[] {
  const view = app.view;
  if (!view?.info) return [];
  if (what === "image") return [{ view, frame: view.frame }];
  if (what === "views") return app.views.filter(({ info }) => info).map((view) => ({ view, frame: view.frame }));
  const frames = what === "keys" ? keyFramesOf(app, view) : Array.from({ length: view.frames }, (_, frame) => frame);
  const every = Math.ceil(frames.length / (MOST_PAGES * perPage));
  return frames.filter((_, number) => number % every === 0).map((frame) => ({ view, frame }));
}

function keyFramesOf({ index }: App, { reference }: ImageView): number[] {
  return reference ? keyFrames(index.keys, reference[0]) : [];
}

export function openPrint(app: App): void {
  let what: What = "image";
  let perPage: PerPage = 1;
  const counts = element("p", { class: "quiet", role: "status" });
  const count = () => {
    const images = wantedOf(app, what, perPage);
    const pages = paged(images, perPage, ({ view }) => view.info!.patient);
    counts.textContent = `${words.images}: ${images.length} · ${words.printPages}: ${pages.length}`;
  };
  const names = { image: words.printImage, views: words.printViews, keys: words.printKeys, series: words.printSeries };
  const there = (Object.keys(names) as What[]).filter((name) => wantedOf(app, name, perPage).length > 0);
  const whats = choice(words.printWhat, there.map((name) => [name, names[name]] as const), what, (chosen) => {
    what = chosen;
    count();
  });
  const numbers = Object.keys(PER_PAGE).map((name) => Number(name) as PerPage).map((number) => [number, String(number)] as const);
  const per = choice(words.printPerPage, numbers, perPage, (chosen) => {
    perPage = chosen;
    count();
  });
  const go = element("button", { type: "button", class: "primary" }, words.print);
  const dialog = openDialog(words.print, element("div", { class: "choices" }, whats, per), counts, go);
  go.addEventListener("click", () => {
    go.disabled = true;
    const progress = (done: number, all: number) => (counts.textContent = `${done} / ${all}`);
    void print(app, wantedOf(app, what, perPage), perPage, progress).finally(() => dialog.close());
  });
  count();
}

async function print(app: App, wanted: Wanted[], perPage: PerPage, progress: (done: number, all: number) => void): Promise<void> {
  const images = await render(app, wanted, perPage, progress);
  const lost = images.filter(({ picture }) => !picture).length;
  if (lost > 0) app.notify(`${words.notPrinted}: ${lost} / ${images.length}`);
  if (lost === images.length) return;
  const { disc } = app.index;
  const foot = [disc.institution, `${words.discMade} ${disc.created}`, words.notDiagnosis];
  const sheet = element("div", { id: "print" }, ...(await pagesOf(images, foot, perPage)));
  document.body.append(sheet);
  window.print();
  // Firefox and WebKit return at once; the sheet goes when the print is through.
  const remove = () => sheet.remove();
  addEventListener("afterprint", remove, { once: true });
  document.addEventListener("pointerdown", remove, { once: true });
}

async function render(app: App, wanted: Wanted[], perPage: PerPage, progress: (done: number, all: number) => void): Promise<PrintedImage[]> {
  const [columns, rows] = PER_PAGE[perPage];
  const hidden = new HiddenView(app, { width: AREA.width / columns, height: AREA.height / rows });
  const images: PrintedImage[] = [];
  for (const { view, frame } of wanted) {
    const canvas = view.source && (await hidden.picture(view.source, frame, view, RATIO));
    const picture = canvas && (await blobOf(canvas));
    const { patient, study } = view.info!;
    images.push({ picture, caption: captionOf(view, frame), patient, study });
    progress(images.length, wanted.length);
  }
  hidden.dispose();
  return images;
}

function captionOf({ info }: ImageView, frame: number): string {
  if (!info) return "";
  const { series, stack } = info;
  const name = [series.modality, series.number, series.description, said(stack.label)].filter(Boolean).join(" ");
  return stack.frames > 1 ? `${name} · ${frame + 1} / ${stack.frames}` : name;
}
