import { words } from "../words/words";
import { element } from "./dom";

/** The page that the disc has for every browser: this application stands in its place, or beside it. */
let hiddenHere: HTMLElement[] = [];
let back: HTMLElement | undefined;

/** Shows the application instead of the static page. */
export function showViewer(root: HTMLElement): void {
  back?.remove();
  styles(false);
  const shown = ([...document.body.children] as HTMLElement[]).filter((child) => child !== root && !child.hidden);
  // None where the viewer takes the place of the viewer of another disc.
  if (shown.length) hiddenHere = shown;
  for (const child of hiddenHere) child.hidden = true;
  root.hidden = false;
  if (!root.isConnected) document.body.append(root);
}

/** Shows the static page, with a way back. */
export function showStaticPage(root: HTMLElement): void {
  root.hidden = true;
  styles(true);
  for (const child of hiddenHere) child.hidden = false;
  const button = element("button", { type: "button" }, words.backToViewer);
  button.addEventListener("click", () => showViewer(root));
  back = element("p", {}, button);
  document.body.prepend(back);
  button.focus();
}

/** The static page's styles and the application's exclude each other. */
function styles(ofStatic: boolean): void {
  document.documentElement.classList.toggle("viewing", !ofStatic);
  for (const style of document.styleSheets) {
    const own = (style.ownerNode as Element | null)?.id.startsWith("viewer-style");
    if (!own) style.disabled = !ofStatic;
  }
}
