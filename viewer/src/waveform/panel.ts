import type { App } from "../app";
import type { WaveformPart } from "../data";
import { choice, toggle } from "../ui/controls";
import { element } from "../ui/dom";
import type { Item, Panel, PanelKind } from "../view/panel";
import { said, words } from "../words/words";
import { leadsOf, type Lead } from "./decode";
import { arrange, ARRANGEMENTS, GAINS, isTwelveLead, SPEEDS, stacked, type Arrangement, type Sheet } from "./layout";
import { Paper } from "./paper";

/** A waveform in a cell: choices above, measured facts, and the paper. */
class WaveformPanel implements Panel {
  readonly element = element("div", { class: "waveform" });
  readonly title: string;
  readonly #paper: Paper;
  readonly #controls = element("div", { class: "waveform-controls" });
  readonly #facts = element("div", { class: "waveform-facts" });
  #groups: { label: string; leads: Lead[] }[] = [];
  #group = 0;
  #arrangement: Arrangement = ARRANGEMENTS[0]!;
  #speed: number = 25;
  #gain: number = 10;

  constructor(app: App, readonly item: Item) {
    const waveform = app.index.waveforms[item.place];
    this.title = waveform?.label || words.waveform;
    this.#paper = new Paper(() => app.settings.pixelsPerMillimetre);
    this.element.append(this.#controls, this.#facts, this.#paper.element);
    void this.#load(app, waveform?.part);
  }

  async #load(app: App, number: number | undefined): Promise<void> {
    try {
      const part = await app.loader.part<WaveformPart>(number ?? -1);
      const leads = await Promise.all(part.groups.map(leadsOf));
      this.#groups = part.groups.map((group, place) => ({ label: group.label, leads: leads[place]! }));
      this.#showFacts(part);
      this.#show();
    } catch {
      this.#facts.append(element("p", { role: "alert" }, words.waveformUnreadable));
    }
  }

  #showFacts({ facts, annotations }: WaveformPart): void {
    const list = element("dl", {});
    for (const [name, value] of facts) list.append(element("div", {}, element("dt", {}, said(name)), element("dd", {}, value)));
    this.#facts.append(list);
    for (const { text, seconds } of annotations) {
      this.#facts.append(element("p", {}, seconds === undefined ? text : `${seconds.toFixed(2)} s: ${text}`));
    }
  }

  get #leads(): Lead[] {
    return this.#groups[this.#group]?.leads ?? [];
  }

  #show(): void {
    const twelve = isTwelveLead(this.#leads);
    this.#paper.show(this.#sheet(twelve), twelve);
    this.#controls.replaceChildren(...this.#choices(twelve), ...this.#paper.controls);
  }

  #sheet(twelve: boolean): Sheet {
    return twelve ? arrange(this.#leads, this.#arrangement, { speed: this.#speed, gain: this.#gain }) : stacked(this.#leads, this.#speed);
  }

  #choices(twelve: boolean): HTMLElement[] {
    const again = (change: () => void) => {
      change();
      this.#paper.show(this.#sheet(isTwelveLead(this.#leads)), isTwelveLead(this.#leads));
    };
    const all: HTMLElement[] = [];
    if (this.#groups.length > 1) {
      const groups = this.#groups.map(({ label }, number) => [number, label || `${number + 1}`] as const);
      all.push(choice(words.waveformGroup, groups, this.#group, (group) => {
        this.#group = group;
        this.#show();
      }));
    }
    if (twelve) {
      const rows = ARRANGEMENTS.map((arrangement) => [arrangement.id, arrangement.id.replace("x", " × ")] as const);
      all.push(choice(words.waveformLeads, rows, this.#arrangement.id, (id) =>
        again(() => (this.#arrangement = ARRANGEMENTS.find((arrangement) => arrangement.id === id)!))));
    }
    all.push(choice(words.waveformSpeed, SPEEDS.map((speed) => [speed, `${speed} mm/s`] as const), this.#speed as never, (speed) => again(() => (this.#speed = speed))));
    if (twelve) {
      all.push(choice(words.waveformGain, GAINS.map((gain) => [gain, `${gain} mm/mV`] as const), this.#gain as never, (gain) => again(() => (this.#gain = gain))));
    }
    all.push(toggle(words.waveformTrueSize, false, (on) => this.#paper.setTrueSize(on)));
    all.push(toggle(words.waveformPaper, false, (on) => this.#paper.setWhite(on)));
    return all;
  }

  key(event: KeyboardEvent): boolean {
    return this.#paper.key(event);
  }

  dispose(): void {
    this.#paper.dispose();
    this.element.remove();
  }
}

export const waveformPanel: PanelKind = {
  kind: "waveform",
  open: (app, item) => new WaveformPanel(app, item),
};
