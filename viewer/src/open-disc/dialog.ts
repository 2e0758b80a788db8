import type { App } from "../app";
import { openDialog } from "../ui/dialog";
import { element } from "../ui/dom";
import { words } from "../words/words";
import { DicomFile } from "./file";
import { readFrame } from "./frames";
import { indexOf, type Named } from "./index-of";

/** More files than this are a whole archive, not a disc. */
const MOST_FILES = 20_000;

/** Asks for a folder (another disc), reads it on this computer, and shows it instead of this disc. */
export function openDisc(app: App): void {
  const folder = element("input", { type: "file", webkitdirectory: true, multiple: true, class: "visually-hidden", id: "open-folder" });
  const files = element("input", { type: "file", multiple: true, class: "visually-hidden", id: "open-files" });
  const progress = element("p", { role: "status" });
  const labels = [
    element("label", { for: "open-folder", class: "primary" }, words.openFolder),
    element("label", { for: "open-files", class: "toggle" }, words.openFiles),
  ];
  const choices = element("div", { class: "choices" }, folder, labels[0], files, labels[1]);
  const dialog = openDialog(words.openDisc, element("p", {}, words.openHow), choices, progress);
  for (const input of [folder, files]) {
    input.addEventListener("change", () => {
      void read(app, [...(input.files ?? [])], progress).then((shown) => shown && dialog.close());
    });
  }
}

async function read(app: App, chosen: File[], progress: HTMLElement): Promise<boolean> {
  const named: Named[] = [];
  let unread = 0;
  for (const [number, file] of chosen.slice(0, MOST_FILES).entries()) {
    if (number % 20 === 0) progress.textContent = `${number} / ${chosen.length}`;
    try {
      named.push({ path: file.webkitRelativePath || file.name, file: await DicomFile.read(file) });
    } catch {
      // No DICOM file: discs have pages, programs and pictures as well.
      unread++;
    }
  }
  const { index, frames } = indexOf(named, document.documentElement.lang);
  if (index.stacks.length === 0) {
    progress.textContent = `${words.openNothing} (${unread} / ${chosen.length})`;
    return false;
  }
  app.events.emit("disc", {
    index,
    read: async ({ stack, frames: [frame = 0] }) => {
      // A stack's frames stand together, from its first chunk's number on.
      const { file, number } = frames[index.stacks[stack]!.chunks[0]! - 1 + frame]!;
      return [await readFrame(file, number)];
    },
  });
  return true;
}
