// A signature with mouse, pen or finger; without this file the typed name is enough.
(() => {
  const part = document.querySelector("#sign");
  if (!part) return;
  const canvas = part.querySelector("canvas");
  const field = part.querySelector("input");
  const pen = canvas.getContext("2d");
  let drawing = false;
  let isSigned = false;
  part.hidden = false;

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#000";
    isSigned = false;
    field.value = "";
  }

  /** Where the pointer is, in pixels of the canvas, however large it is shown. */
  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
    isSigned = true;
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (drawing = false));
  part.querySelector("#sign-clear").addEventListener("click", clear);
  document.querySelector("#hand-over").addEventListener("submit", () => {
    field.value = isSigned ? canvas.toDataURL("image/png") : "";
  });
  clear();
})();
