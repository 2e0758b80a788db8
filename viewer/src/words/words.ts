import { CLASSES } from "./classes";
import { en, type WordKey, type Words } from "./en";
import { zh } from "./zh";

export type { WordKey, Words } from "./en";

/** By the language's tag (BCP 47), as in `Index.language`. */
const LANGUAGES: { readonly [tag: string]: Words } = { en, "zh-Hans": zh };

/** The words in use; chosen once, before anything is shown. */
export let words: Words = en;

/** A note of the disc, its `@key`s in the reader's language. */
export function saidIn(note: string): string {
  return note.replace(/@(\w+)/g, (whole, key: string) => (Object.hasOwn(words, key) ? words[key as WordKey] : whole));
}

/** A text that is `@key`s alone in the reader's language; others, which are the file's own, as they are. */
export function said(text: string): string {
  return /^@\w+(, @\w+)*$/.test(text) ? saidIn(text) : text;
}

/** A title that begins with what the object is, `@(Encapsulated PDF)`, in the reader's language. */
export function titleIn(title: string): string {
  return title.replace(/^@\(([^)]*)\)/, (_, name: string) => classes[name] ?? name);
}

let classes = CLASSES.en!;

export function chooseLanguage(tag: string): void {
  words = LANGUAGES[tag] ?? en;
  classes = CLASSES[tag] ?? CLASSES.en!;
  document.documentElement.lang = words === en ? "en" : tag;
}
