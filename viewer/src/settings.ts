/** What this browser remembers between discs; nothing of a patient. */
export interface Settings {
  /** "" until the reader chose: the disc's language. */
  language: string;
  corners: boolean;
  smooth: boolean;
  /** The list of series is open; `undefined` until chosen: by the screen's width. */
  panel: boolean | undefined;
  letterKeys: boolean;
  /** CSS pixels of a millimetre of this screen; CSS's own 96 to an inch until measured. */
  pixelsPerMillimetre: number;
}

const KEY = "filmdesk-viewer";
const DEFAULTS: Settings = {
  language: "",
  corners: true,
  smooth: true,
  panel: undefined,
  letterKeys: true,
  pixelsPerMillimetre: 96 / 25.4,
};

/** A browser may forbid storage: then nothing is remembered. */
export function loadSettings(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>;
    return { ...DEFAULTS, ...kept };
  } catch {
    return { ...DEFAULTS };
  }
}

export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Nothing is remembered, nothing is lost.
  }
}
