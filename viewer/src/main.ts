import { App } from "./app";
import type { Index } from "./data";
import type { ReadFrames } from "./load/loader";
import { selfTest } from "./load/self-test";
import { feature } from "./feature";
import { FEATURES } from "./tables";
import { exposeState } from "./state";
import { frame } from "./ui/frame";
import { listenToKeys } from "./ui/keys";
import { showViewer } from "./ui/static-page";
import { tellLosses, tellNotes } from "./ui/losses";
import { loadSettings } from "./settings";
import { chooseLanguage, titleIn, words } from "./words/words";

/** The index in the page; none where the disc has no viewer's data. */
function readIndex(): Index | undefined {
  const text = document.getElementById("index")?.textContent;
  const index = text ? (JSON.parse(text) as Index) : undefined;
  return index?.version === 1 ? index : undefined;
}

/** The glyphs of this disc, for computers without a font for them. */
function loadFont(url: string | undefined): void {
  if (!url) return;
  const font = new FontFace("Disc", `url(${url})`);
  document.fonts.add(font);
  font.load().catch(() => undefined);
}

/** What the first look should be: the first stack that can be shown, else the first thing at all. */
function openFirst(app: App): void {
  const stacks = app.stacks.filter((info) => info !== undefined);
  const first = stacks.find(({ stack }) => !stack.absent) ?? stacks[0];
  if (first) app.open({ kind: "stack", place: first.place });
  else if (app.index.waveforms.length) app.open({ kind: "waveform", place: 0 });
  else if (app.index.documents.length) app.open({ kind: "document", place: 0 });
  else app.notify(words.noImages);
}

/** "first-image": when it is on the screen, not when it is known. The bulk of the disc waits for it. */
function markFirst(app: App): void {
  const mark = () => {
    performance.mark("first-image");
    app.loader.goOn();
  };
  const painted = () => void requestAnimationFrame(() => setTimeout(mark));
  if (app.views.some(({ samples }) => samples)) return painted();
  const off = app.events.on("frame", () => {
    painted();
    off();
  });
}

async function start(): Promise<void> {
  const index = readIndex();
  if (!index) return;
  chooseLanguage(loadSettings().language || index.language);
  loadFont(index.font);
  let app = open(index);
  app.loader.events.on("complete", (stack) => performance.mark(`stack-complete ${stack}`));
  await selfTest(app.loader.pool);
  show(app);
  listenToKeys(() => app);
  tellNotes(app);
  function show(shown: App): void {
    showViewer(frame(shown));
    tellLosses(shown);
    exposeState(shown);
    markFirst(shown);
    shown.events.on("disc", ({ index, read }) => {
      close(shown);
      app = open(index, read);
      show(app);
    });
  }
}

/** An application with its first image, not yet in the page. */
function open(index: Index, read?: ReadFrames): App {
  for (const document of index.documents) document.title = titleIn(document.title);
  for (const waveform of index.waveforms) waveform.label = titleIn(waveform.label);
  const app = new App(index, read);
  for (const kind of FEATURES) feature(app, kind);
  openFirst(app);
  return app;
}

/** Takes an application out of the page. */
function close(app: App): void {
  app.loader.stopped = true;
  app.loader.pool.end();
  for (const { panel } of app.layout.cells) panel?.dispose();
  document.getElementById("app")?.remove();
}

// The static page stays where this browser cannot: it leads to the pages with previews.
start().catch((error: unknown) => console.warn("the viewer cannot run here:", String(error)));
