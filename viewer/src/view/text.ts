import type { PersonName, Patient } from "../data";
import { words } from "../words/words";

/** "1970-01-31" of a DA, also of one of ACR-NEMA's ("1970.01.31"). */
export function dateText(da: string): string {
  return /^\d{4}\.\d\d\.\d\d$/.test(da)
    ? da.replaceAll(".", "-")
    : /^\d{8}$/.test(da)
      ? `${da.slice(0, 4)}-${da.slice(4, 6)}-${da.slice(6)}`
      : da;
}

/** "14:05" of a TM. */
export function timeText(tm: string): string {
  return /^\d{4}/.test(tm) ? `${tm.slice(0, 2)}:${tm.slice(2, 4)}` : tm.slice(0, 5);
}

/** Descriptions that devices made of parts ("abdomen^liver"). */
export function plainText(description: string): string {
  return description.replaceAll("^", " ").trim();
}

/** Components of a PN group: family, given, middle, prefix, suffix (PS3.5 6.2.1). */
function groupText(group: string, separator: string): string {
  const [family = "", given = "", middle = ""] = group.split("^").map((part) => part.trim());
  return [family, [given, middle].filter(Boolean).join(" ")].filter(Boolean).join(separator);
}

/** The name as it is read: ideographs together, letters as "Family, Given". */
export function nameText({ alphabetic, ideographic }: PersonName): string {
  const letters = groupText(alphabetic, ", ");
  const own = groupText(ideographic ?? "", /[^\u0000-\u024f]/.test(ideographic ?? "") ? "" : ", ");
  if (own && letters) return `${own} (${letters})`;
  return own || letters || words.unnamed;
}

export function sexText(sex: string): string {
  const known: Record<string, string> = { M: words.male, F: words.female, O: words.other };
  return known[sex] ?? sex;
}

/** Birth date, and age at the day of the study. */
export function birthText({ birth }: Patient, day: string): string {
  if (!birth) return "";
  const age = ageText(birth, day);
  return `${words.born} ${dateText(birth)}${age && ` (${age})`}`;
}

/** Older than this nobody was: such a birth date is made up, and says nothing of an age. */
const OLDEST = 130;
/** Younger than this is told in months. */
const CHILD = 2;

function ageText(birth: string, day: string): string {
  if (!/^\d{8}$/.test(birth) || !/^\d{8}$/.test(day) || day < birth) return "";
  const months = monthsOf(day) - monthsOf(birth) - (day.slice(6) < birth.slice(6) ? 1 : 0);
  const years = Math.floor(months / 12);
  if (years > OLDEST) return "";
  return years < CHILD ? `${months} ${words.months}` : `${years} ${words.age}`;
}

function monthsOf(da: string): number {
  return 12 * Number(da.slice(0, 4)) + Number(da.slice(4, 6));
}

/** Digits after the point that tell values of a range apart: three in all, none of hundreds. */
export function fractionDigits(range: number): number {
  return Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(range) || 1))));
}

/** A number without needless digits. */
export function numberText(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
