// What the desk needs beside htmx: the keyboard, the size bar, remedies in one click.
// Without this file every page works by forms and links.
(() => {
  // A scanner may begin: browsers give `autofocus` its focus with a later picture, or never when busy.
  const first = document.querySelector("[autofocus]");
  if (first && document.activeElement === document.body) first.focus();

  const one = (selector) => document.querySelector(selector);
  const box = () => one("#q");

  // A scanner types and presses Enter at once: the answer to Enter, or to the order that followed
  // it, must not be wiped by that of the typing before, whose delay ends later. Asked for
  // confirmation, as it comes before a request takes the place of the one that is under way.
  let picked = null;
  /** Empties the box, for which nothing need be asked. */
  function clear() {
    box().value = "";
    picked = "";
    box().focus();
  }
  document.addEventListener("htmx:confirm", (event) => {
    const element = event.detail.elt;
    if (element.id === "ask") picked = box().value;
    if (element.id === "q" && box().value === picked) event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "q" && event.target.value !== picked) picked = null;
  });

  // Answers that say why not are shown, too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 400) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // The disc is ordered: the next patient may be scanned.
  document.addEventListener("ordered", clear);

  function megabytes(bytes) {
    if (bytes < 1e6) return `${Math.ceil(bytes / 1000)} KB`;
    if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
    return `${(bytes / 1e9).toFixed(2)} GB`;
  }

  function measure() {
    const bar = one("#size");
    if (!bar) return;
    const chosen = [...document.querySelectorAll(".study input:checked")];
    const bytes = chosen.reduce((sum, input) => sum + Number(input.dataset.bytes), 0);
    const option = one("#profile").selectedOptions[0];
    const capacity = Number(option.dataset.capacity);
    bar.max = capacity || Math.max(bytes, 1);
    bar.value = bytes;
    const unit = bar.parentElement.dataset.unit;
    one("#size-text").textContent = capacity ? `${megabytes(bytes)} ${unit} ${megabytes(capacity)}` : megabytes(bytes);
    one("#too-large").hidden = !capacity || bytes <= capacity;
    for (const button of document.querySelectorAll("#burn, #look, #send")) button.disabled = chosen.length === 0;
  }
  document.addEventListener("change", (event) => event.target.closest("#order") && measure());

  function changed() {
    one("#order").dispatchEvent(new Event("change", { bubbles: true }));
    measure();
  }

  document.addEventListener("click", (event) => {
    const { tick, set, to } = event.target.dataset;
    if (tick) {
      for (const input of document.querySelectorAll(".study input")) input.checked = tick === "all";
      changed();
    }
    if (set) {
      remedy(set, to);
      changed();
      one("#burn").focus();
    }
  });

  /** Puts a value into the order's form, as a field of its own where there is none. */
  function remedy(name, value) {
    const form = one("#order");
    let field = form.elements[name];
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name });
      form.append(field);
    }
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) {
      field.append(new Option(value, value));
    }
    field.value = value;
  }

  // A scan before the scripts were there has come as a page of its own.
  const wanted = one("#found [autofocus]");
  if (wanted) wanted.focus();

  const inList = (element) => element.classList && element.classList.contains("patient");

  /** Arrows go from the box through the patients and back. */
  function arrow(step) {
    const stops = [box(), ...document.querySelectorAll(".patient")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
  }

  const KEYS = {
    ArrowDown: () => arrow(1),
    ArrowUp: () => arrow(-1),
    Escape: () => {
      // Who had begun with two patients begins anew.
      if (one("#with")) return location.assign("/");
      one("#found").replaceChildren();
      clear();
    },
    F2: () => box().select(),
    F4: () => one(".choices") && (one(".choices").open = !one(".choices").open),
    F8: () => one("#burn") && one("#burn").click(),
  };
  document.addEventListener("keydown", (event) => {
    const key = KEYS[event.key];
    if (!key || !box() || event.ctrlKey || event.altKey || event.metaKey) return;
    const isArrow = event.key.startsWith("Arrow");
    if (isArrow && event.target !== box() && !inList(event.target)) return;
    event.preventDefault();
    key();
  });
})();
