// A film on its page: the whole of it, its own pixels, or anything between, by keys, wheel and
// buttons; dragging and arrows move it. Without this file the film is a picture and a link.
(() => {
  const view = document.querySelector("#film");
  if (!view) return;
  const image = view.querySelector("img");
  const STEP = 1.25;
  /** Pixels of the screen for one of the film's, at most. */
  const MOST = 4;
  const closer = Number(view.dataset.closer);
  /** Pixels of the page for one of the image as it came first; 0: the whole film. */
  let scale = 0;
  let size = [1, 1];

  const whole = () => Math.min(view.clientWidth / size[0], view.clientHeight / size[1]);
  const natural = () => closer / devicePixelRatio;
  const now = () => scale || whole();

  /** Shows at a scale; what is at a place of the view stays there. */
  function show(next, x = view.clientWidth / 2, y = view.clientHeight / 2) {
    const before = now();
    scale = next <= whole() ? 0 : Math.min(next, natural() * MOST);
    const ratio = now() / before;
    const [left, top] = [(view.scrollLeft + x) * ratio - x, (view.scrollTop + y) * ratio - y];
    image.style.width = `${size[0] * now()}px`;
    view.scrollTo(left, top);
    view.classList.toggle("zoomed", scale > 0);
    document.querySelector("#zoom-now").textContent = `${Math.round((100 * now()) / natural())} %`;
    if (now() * devicePixelRatio > 1.05 && image.dataset.close) {
      image.src = image.dataset.close;
      delete image.dataset.close;
    }
  }

  const ZOOMS = {
    in: () => show(now() * STEP),
    out: () => show(now() / STEP),
    fit: () => show(0),
    natural: () => show(natural()),
  };
  const KEYS = { "+": "in", "=": "in", "-": "out", _: "out", 0: "fit", 1: "natural" };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) ZOOMS[button.dataset.zoom]();
  });
  document.addEventListener("keydown", (event) => {
    const zoom = KEYS[event.key];
    const types = event.target.closest("input, select, textarea");
    if (!zoom || types || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    ZOOMS[zoom]();
  });
  view.addEventListener("wheel", (event) => {
    if (event.ctrlKey) return;
    event.preventDefault();
    const { left, top } = view.getBoundingClientRect();
    show(now() * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - left, event.clientY - top);
  }, { passive: false });

  /** Where a drag began, and how far it went; a click that moved nothing is one on the film. */
  let drag = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse") drag = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
  });
  document.addEventListener("pointermove", (event) => {
    if (drag) view.scrollTo(drag.left + drag.x - event.clientX, drag.top + drag.y - event.clientY);
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (drag = null));
  view.addEventListener("dragstart", (event) => event.preventDefault());
  // The link is for those without scripts.
  view.addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  view.addEventListener("dblclick", (event) => {
    const { left, top } = view.getBoundingClientRect();
    show(scale ? 0 : natural(), event.clientX - left, event.clientY - top);
  });

  function begin() {
    size = [image.naturalWidth, image.naturalHeight];
    view.querySelector("a").tabIndex = -1;
    view.classList.add("zooms");
    for (const element of document.querySelectorAll(".zoom")) element.hidden = false;
    show(0);
  }
  if (image.complete && image.naturalWidth) begin();
  else image.addEventListener("load", begin, { once: true });
  addEventListener("resize", () => show(scale));
})();
