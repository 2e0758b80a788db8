import { element, icon } from "./dom";
import { ICONS, type IconName } from "./icons";

/** A line of a menu. */
export interface MenuItem {
  text: string;
  icon?: IconName;
  /** As printed on keys. */
  key?: string;
  checked?: boolean;
  enabled?: boolean;
  /** A line before it: a group begins. */
  begins?: boolean;
  run(): void;
}

/** A button that opens a menu (WAI-ARIA menu button); items are asked for at each opening. */
export class MenuButton {
  readonly button: HTMLButtonElement;
  #menu: HTMLElement | undefined;

  constructor(
    name: string,
    title: string,
    iconName: IconName,
    readonly items: () => MenuItem[],
  ) {
    this.button = element(
      "button",
      {
        type: "button",
        class: "button menu-button",
        title,
        "aria-label": title,
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "data-menu": name,
      },
      icon(ICONS[iconName]),
      // Three dots say that more opens; other icons say what it is about.
      iconName === "more" ? undefined : icon(ICONS.chevron),
    );
    this.button.addEventListener("click", () => (this.#menu ? this.close() : this.open()));
    this.button.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        this.open();
      }
    });
  }

  open(): void {
    this.close();
    const rows = this.items().map((item) => this.#row(item));
    this.#menu = element("div", { class: "menu", role: "menu", "aria-label": this.button.title }, ...rows);
    this.#menu.addEventListener("keydown", (event) => this.#key(event));
    (this.button.closest("header") ?? document.getElementById("app")!).append(this.#menu);
    this.#place(this.#menu);
    this.button.setAttribute("aria-expanded", "true");
    (rows.find((row) => row.getAttribute("aria-checked") === "true") ?? rows[0])?.focus();
    document.addEventListener("pointerdown", this.#outside, { capture: true });
  }

  close(): void {
    if (!this.#menu) return;
    const hadFocus = this.#menu.contains(document.activeElement);
    this.#menu.remove();
    this.#menu = undefined;
    this.button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", this.#outside, { capture: true });
    if (hadFocus) this.button.focus();
  }

  readonly #outside = (event: Event): void => {
    const target = event.target as Node;
    if (!this.#menu?.contains(target) && !this.button.contains(target)) this.close();
  };

  #row(item: MenuItem): HTMLButtonElement {
    const role = item.checked === undefined ? "menuitem" : "menuitemradio";
    const row = element("button", { type: "button", role, tabindex: "-1", disabled: item.enabled === false });
    if (item.checked !== undefined) row.setAttribute("aria-checked", String(item.checked));
    row.append(
      item.icon ? icon(ICONS[item.icon]) : element("span", { class: "icon" }),
      element("span", { class: "name" }, item.text),
    );
    row.classList.toggle("begins", item.begins === true);
    if (item.key) row.append(element("kbd", {}, item.key));
    row.addEventListener("click", () => {
      this.close();
      item.run();
    });
    return row;
  }

  /** Below its button, within the window. */
  #place(menu: HTMLElement): void {
    const box = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    menu.style.left = `${Math.max(4, Math.min(box.left, innerWidth - width - 4))}px`;
    const below = box.bottom + 4 + height <= innerHeight;
    menu.style.top = `${below ? box.bottom + 4 : Math.max(4, box.top - 4 - height)}px`;
  }

  #key(event: KeyboardEvent): void {
    const rows = [...this.#menu!.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const target = targets[event.key];
    if (target !== undefined) rows[(target + rows.length) % rows.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.close();
    else return;
    if (event.key !== "Tab") event.preventDefault();
  }
}
