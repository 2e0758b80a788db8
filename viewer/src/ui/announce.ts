import type { App } from "../app";
import { windowText } from "../view/corner-text";
import type { ImageView } from "../view/image-view";
import { words } from "../words/words";
import { element } from "./dom";

/** While a reader scrolls there is nothing to say; after this much rest there is. */
const REST_MS = 700;

/** Tells a screen reader what the active view shows and what was measured; nobody sees it. */
export function announcer(app: App): HTMLElement {
  const region = element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  let timer = 0;
  const say = (text: () => string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = text();
      if (region.textContent !== now) region.textContent = now;
    }, REST_MS);
  };
  const image = (view: ImageView) => view === app.view && say(() => imageText(app, view));
  app.events.on("frame", image);
  app.events.on("view", image);
  app.events.on(
    "measurements",
    ({ chosen }) => chosen && say(() => `${words[chosen.kind.word]}: ${chosen.said.join(", ")}`),
  );
  return region;
}

function imageText(app: App, view: ImageView): string {
  const place = view.frames > 1 ? `${words.image} ${view.frame + 1} ${words.of} ${view.frames}` : "";
  return [app.layout.active.panel?.title, place, windowText(view)].filter(Boolean).join(", ");
}
