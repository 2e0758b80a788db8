import type { App } from "../app";
import type { Measurement } from "../measure/measurements";
import { words } from "../words/words";
import { openDialog } from "./dialog";
import { element, icon } from "./dom";
import { ICONS } from "./icons";

/** All measurements as a list: to read, to go to, to delete. */
export function openMeasurements(app: App): void {
  const list = element("ul", { class: "measurement-list" });
  const empty = element("p", { class: "quiet" }, words.noMeasurements);
  const dialog = openDialog(words.measurements, list, empty);
  const fill = () => {
    list.replaceChildren(...app.measurements.all.map((measurement) => row(app, measurement, () => dialog.close())));
    empty.hidden = app.measurements.all.length > 0;
  };
  const off = app.events.on("measurements", fill);
  dialog.addEventListener("close", off);
  fill();
}

function row(app: App, measurement: Measurement, close: () => void): HTMLElement {
  const { kind, info, frame } = measurement;
  const values = measurement.said.join(" · ");
  const where = `${info.series.modality} ${info.series.number} · ${words.image} ${frame + 1}`;
  const go = element(
    "button",
    { type: "button", class: "row" },
    element("b", {}, words[kind.word]),
    ` ${values}`,
    element("small", {}, where),
  );
  go.addEventListener("click", () => {
    show(app, measurement);
    close();
  });
  const remove = element(
    "button",
    { type: "button", class: "button", "aria-label": `${words.delete}: ${words[kind.word]}` },
    icon(ICONS.delete),
  );
  remove.addEventListener("click", () => app.measurements.remove(measurement));
  return element("li", {}, go, remove);
}

/** Goes to the image of a measurement. */
function show(app: App, measurement: Measurement): void {
  const cell = app.layout.cells.find(({ panel }) => panel?.view?.info === measurement.info);
  if (cell) app.layout.activate(cell);
  cell?.panel?.view?.show(measurement.frame);
  app.measurements.choose(measurement);
}
