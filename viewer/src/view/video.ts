import type { Stack } from "../data";
import type { Samples } from "../pixels/samples";
import { element } from "../ui/dom";

/** Frames of an MP4: the browser decodes, a hidden element shows what is drawn. */
export class VideoFrames {
  readonly element = element("video", { preload: "auto", playsinline: "" });
  failed = false;
  readonly #frames: Samples;
  readonly #rate: number;

  constructor(
    url: string,
    { rows, columns, rate }: Stack,
    readonly drawn: () => void,
  ) {
    this.#rate = rate || 25;
    this.element.muted = true;
    this.#frames = { kind: "color", rows, columns, bitmap: this.element };
    for (const event of ["loadeddata", "seeked"]) this.element.addEventListener(event, drawn);
    this.element.addEventListener("error", () => {
      this.failed = true;
      drawn();
    });
    this.element.src = url;
  }

  get samples(): Samples | undefined {
    return this.element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? this.#frames : undefined;
  }

  /** The middle of the frame's time: its edges belong to the neighbours in some browsers. */
  seek(frame: number): void {
    if (this.element.paused) this.element.currentTime = (frame + 0.5) / this.#rate;
  }

  get frame(): number {
    return Math.floor(this.element.currentTime * this.#rate);
  }

  dispose(): void {
    this.element.pause();
    this.element.removeAttribute("src");
    this.element.load();
  }
}
