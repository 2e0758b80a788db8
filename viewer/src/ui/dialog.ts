import { words } from "../words/words";
import { element, icon } from "./dom";
import { ICONS } from "./icons";

/** A modal dialog with a title and a button to close it. Focus returns to where it was. */
export function openDialog(title: string, ...content: Node[]): HTMLDialogElement {
  const close = element("button", { class: "button", type: "button", "aria-label": words.close }, icon(ICONS.close));
  const heading = element("h2", { id: "dialog-title" }, title);
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "dialog-title" });
  dialog.append(element("div", { class: "head" }, heading, close), ...content);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  const before = document.activeElement;
  const leave = () => {
    if (!dialog.isConnected) return;
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  dialog.addEventListener("close", leave);
  // The event of closing comes a moment after Escape; a key in between would still go into the dialog.
  dialog.addEventListener("cancel", () => {
    dialog.close();
    leave();
  });
  document.getElementById("app")!.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks for a line of text; "" when it is not given. */
export function askText(title: string, answer: (text: string) => void): void {
  const input = element("input", { type: "text", maxlength: 200, "aria-label": title, autofocus: true });
  const apply = element("button", { class: "primary", type: "submit" }, words.apply);
  const form = element("form", { method: "dialog" }, input, apply);
  const dialog = openDialog(title, form);
  let given = "";
  form.addEventListener("submit", () => (given = input.value.trim()));
  dialog.addEventListener("close", () => answer(given));
  input.focus();
}
