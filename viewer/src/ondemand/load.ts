import "shared:modules";
import type { App } from "../app";
import { feature } from "../feature";
import { loadScript } from "../load/scripts";
import type { Action, Layer } from "../tool/tool";
import { element } from "../ui/dom";
import type { Item, Panel, PanelKind } from "../view/panel";
import { words } from "../words/words";

/** What the script on demand brings. */
export interface OnDemand {
  panels: Record<"waveform" | "document", PanelKind>;
  actions: Record<"print" | "pattern" | "mpr" | "openDisc" | "over", (app: App) => void>;
  /** Below what the page itself draws over images, and above it. */
  overlays: readonly Layer[];
  controls: readonly Layer[];
}

declare global {
  var O: (made: OnDemand) => void;
}

const FILE = "viewer/o0000001";

/** What the script brought: it stays with the page, also when the disc is gone and another one is shown. */
let brought: OnDemand | undefined;

globalThis.O = (made) => void (brought = made);

/** Has the script read for an application; rejected where the disc lacks it, until somebody asks again. */
class Script {
  #asked: Promise<OnDemand> | undefined;

  constructor(readonly app: App) {}

  get(): Promise<OnDemand> {
    if (brought) return Promise.resolve(brought);
    this.#asked ??= new Promise((settle, fail) => {
      this.app.loader.enqueue(async () => {
        await loadScript(FILE, "utf-8");
        this.#asked = undefined;
        if (!brought) return fail(new Error(FILE));
        settle(brought);
        this.app.redrawLayers();
      });
    });
    return this.#asked;
  }
}

function missing(app: App): void {
  app.notify(`${words.missingPart} ${FILE}`);
}

/** An action that the script on demand knows how to do. */
export function lateAction(name: keyof OnDemand["actions"], rest: Omit<Action, "name" | "word" | "icon" | "run">): Action {
  const run = (app: App) => void feature(app, Script).get().then(({ actions }) => actions[name](app), () => missing(app));
  return { name, word: name, icon: name, ...rest, run };
}

/** A panel that the script on demand knows how to show; empty until then. */
class LatePanel implements Panel {
  readonly element = element("div", { class: "panel" });
  #real: Panel | undefined;

  constructor(app: App, kind: keyof OnDemand["panels"], readonly item: Item, readonly title: string) {
    feature(app, Script).get().then(
      ({ panels }) => {
        this.#real = panels[kind].open(app, item);
        this.element.append(this.#real.element);
      },
      () => missing(app),
    );
  }

  key(event: KeyboardEvent): boolean {
    return this.#real?.key?.(event) ?? false;
  }

  dispose(): void {
    this.#real?.dispose();
    this.element.remove();
  }
}

function lateKind(kind: keyof OnDemand["panels"], title: (app: App, place: number) => string | undefined): PanelKind {
  return { kind, open: (app, item) => new LatePanel(app, kind, item, title(app, item.place) || words[kind]) };
}

export const LATE_PANELS: readonly PanelKind[] = [
  lateKind("waveform", ({ index }, place) => index.waveforms[place]?.label),
  lateKind("document", ({ index }, place) => index.documents[place]?.title),
];

function isReconstructed(app: App): boolean {
  return app.views.some(({ source }) => source?.together);
}

/** Segments, structures and doses are drawn by the script on demand: on a disc that has some it is read at once. */
export class LateLayers {
  constructor(app: App) {
    const { segmentations, structures, doses } = app.index;
    if (segmentations.length + structures.length + doses.length === 0) return;
    const off = app.events.on("frame", () => {
      off();
      feature(app, Script).get().catch(() => missing(app));
    });
  }
}

/** What the script on demand draws over images. */
export const lateOverlays: Layer = {
  name: "late overlays",
  draw: (context, view, app) => brought?.overlays.forEach((layer) => layer.draw(context, view, app)),
};

/** What of it one takes hold of. */
export const lateControls: Layer = {
  name: "late controls",
  draw: (context, view, app) => brought?.controls.forEach((layer) => layer.draw(context, view, app)),
  press: (app, press) => first((layer) => layer.press?.(app, press)),
  cursor: (app, press) => first((layer) => layer.cursor?.(app, press)),
};

function first<T>(of: (layer: Layer) => T | undefined): T | undefined {
  for (const layer of brought?.controls ?? []) {
    const found = of(layer);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const LATE_ACTIONS: readonly Action[] = [
  lateAction("print", { keys: ["Ctrl+p"], enabled: (app) => app.view?.samples !== undefined }),
  lateAction("pattern", {}),
  lateAction("openDisc", { keys: ["Ctrl+o"] }),
  lateAction("over", { keys: ["d"], enabled: (app) => app.view?.info !== undefined }),
  lateAction("mpr", {
    keys: ["x"],
    enabled: (app) => isReconstructed(app) || (app.view?.frames ?? 0) > 2,
    pressed: isReconstructed,
  }),
];
