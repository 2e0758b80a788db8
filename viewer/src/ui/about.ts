import type { App } from "../app";
import { saidIn, words } from "../words/words";
import { openDialog } from "./dialog";
import { element } from "./dom";
import { lossTexts } from "./losses";

/** Who made this disc, when, and what of it is not shown in full. */
export function openAbout(app: App): void {
  const { index } = app;
  const { disc } = index;
  const number = disc.count > 1 ? `${disc.id} (${disc.number}/${disc.count})` : disc.id;
  const facts: [string, string][] = [
    [words.aboutDisc, [number, disc.created].filter(Boolean).join(" · ")],
    [words.aboutContact, [disc.institution, disc.address, disc.contact].filter(Boolean).join(" · ")],
    [words.aboutSoftware, disc.software],
  ];
  const rows = facts
    .filter(([, value]) => value)
    .map(([name, value]) => element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)));
  const notes = [...index.notes.map(saidIn), ...lossTexts(app)].map((note) => element("p", {}, note));
  const links = element(
    "p",
    { class: "links" },
    element("a", { href: "readme.txt", target: "_blank", rel: "noopener" }, words.aboutReadme),
  );
  openDialog(words.about, element("table", { class: "facts" }, element("tbody", {}, ...rows)), ...notes, links);
}
