import { en, type Words } from "./en";
import { zh } from "./zh";

export type { WordKey, Words } from "./en";

/** By the language's tag (BCP 47), as in `Index.language`. */
const LANGUAGES: { readonly [tag: string]: Words } = { en, "zh-Hans": zh };

/** The words in use; chosen once, before anything is shown. */
export let words: Words = en;

export function chooseLanguage(tag: string): void {
  words = LANGUAGES[tag] ?? en;
  document.documentElement.lang = words === en ? "en" : tag;
}
