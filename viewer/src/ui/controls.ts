import { element } from "../ui/dom";

/** A choice of a few values, as a labelled list. */
export function choice<T extends string | number>(
  label: string,
  values: readonly (readonly [T, string])[],
  chosen: T,
  choose: (value: T) => void,
): HTMLElement {
  const select = element(
    "select",
    { "aria-label": label },
    ...values.map(([value, text]) => element("option", { value, selected: value === chosen }, text)),
  );
  select.addEventListener("change", () => {
    const value = values[select.selectedIndex];
    if (value) choose(value[0]);
  });
  return element("label", { class: "choice" }, element("span", {}, label), select);
}

/** A button that is on or off. */
export function toggle(label: string, on: boolean, change: (on: boolean) => void): HTMLButtonElement {
  const button = element("button", { type: "button", class: "toggle", "aria-pressed": String(on) }, label);
  button.addEventListener("click", () => {
    const now = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(now));
    change(now);
  });
  return button;
}
