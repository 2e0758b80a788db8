// Files, folders and images of discs that are dropped into the import page: sent one by one, as
// streams from the disk, then looked at by the server.
(() => {
  const drop = document.querySelector("#drop");
  if (!drop) return;
  const one = (selector) => document.querySelector(selector);
  const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrf"];
  /** Files that are sent side by side: small ones wait for their answers. */
  const SIDE_BY_SIDE = 4;

  /** All files below an entry of a drop, with their paths. */
  async function below(entry) {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      return [{ file, path: entry.fullPath }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (some.length === 0) return found;
      for (const child of some) found.push(...(await below(child)));
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (entries.length === 0) return chosen(transfer.files);
    const all = [];
    for (const entry of entries) all.push(...(await below(entry)));
    return all;
  }

  const chosen = (files) => [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

  function megabytes(bytes) {
    return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
  }

  /** Sends a file; `told` hears how many more bytes went. */
  function send(upload, { file, path }, told) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      let sent = 0;
      request.open("POST", `/import/uploads/${upload}/files?path=${encodeURIComponent(path)}`);
      request.setRequestHeader("x-csrf", csrf());
      request.setRequestHeader("hx-request", "true");
      request.upload.addEventListener("progress", ({ loaded }) => {
        told(loaded - sent);
        sent = loaded;
      });
      request.addEventListener("load", () => (request.status < 300 ? done() : fail(request.responseText)));
      request.addEventListener("error", () => fail(""));
      request.send(file);
    });
  }

  async function open() {
    const answer = await fetch("/import/uploads", { method: "POST", headers: { "x-csrf": csrf(), "hx-request": "true" } });
    const text = await answer.text();
    if (!answer.ok) throw text;
    return text.trim();
  }

  async function sendAll(files) {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const bar = one("#sent");
    let bytes = 0;
    const told = (more) => {
      bytes += more;
      bar.value = Math.min(bytes, total);
      one("#sending").textContent = `${drop.dataset.sending}: ${megabytes(bytes)} ${drop.dataset.of} ${megabytes(total)}`;
    };
    bar.max = Math.max(total, 1);
    bar.hidden = false;
    told(0);
    const upload = await open();
    const waiting = [...files];
    const lane = async () => {
      while (waiting.length > 0) await send(upload, waiting.shift(), told);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    return upload;
  }

  function failed(answer) {
    const reason = new DOMParser().parseFromString(String(answer || ""), "text/html").body.textContent.trim();
    const place = one("#send-failed");
    place.textContent = reason ? `${drop.dataset.failed} ${reason}` : drop.dataset.failed;
    place.hidden = false;
  }

  async function take(gathering) {
    one("#send-failed").hidden = true;
    one("#dropped").replaceChildren();
    try {
      const files = await gathering;
      if (files.length === 0) return;
      const upload = await sendAll(files);
      one("#sending").textContent = one("#dropped").dataset.reading;
      await htmx.ajax("GET", `/import/uploads/${upload}/look`, "#dropped");
      const title = one("#on-medium");
      if (title) title.focus();
    } catch (answer) {
      failed(answer instanceof Error ? answer.message : answer);
    } finally {
      one("#sent").hidden = true;
      one("#sending").textContent = "";
    }
  }

  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(dropped(event.dataTransfer));
  });
  for (const id of ["#files", "#folder"]) {
    one(id).addEventListener("change", ({ target }) => {
      take(Promise.resolve(chosen(target.files)));
      target.value = "";
    });
  }
})();
