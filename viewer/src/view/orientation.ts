import type { FrameTable } from "../data";
import { at } from "../stacks";
import type { Transform } from "./transform";

/** Letters at the four sides of an image as it lies on the screen. */
export interface Sides {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

/** Towards lower and higher x, y, z of the patient (PS3.3 C.7.6.2.1.1). */
const LETTERS = ["RL", "AP", "FH"] as const;
const OPPOSITE: Record<string, string> = { R: "L", L: "R", A: "P", P: "A", F: "H", H: "F" };
/** Below this share of a direction its letter says nothing. */
const FAINT = 0.26;

/** "L", "LA", ... for a direction in the patient. */
export function letters(direction: readonly number[]): string {
  return direction
    .map((share, axis) => ({ size: Math.abs(share), letter: LETTERS[axis]![share > 0 ? 1 : 0]! }))
    .filter(({ size }) => size > FAINT)
    .sort((one, other) => other.size - one.size)
    .map(({ letter }) => letter)
    .join("");
}

export function opposite(text: string): string {
  return [...text].map((letter) => OPPOSITE[letter] ?? letter).join("");
}

/** Where rows and columns run to: by orientation, or as the image says it. */
function directions(table: FrameTable, frame: number): [string, string] | undefined {
  const cosines = at(table.orientation, frame);
  if (cosines) return [letters(cosines.slice(0, 3)), letters(cosines.slice(3, 6))];
  return at(table.directions, frame);
}

export function sidesOf(table: FrameTable, frame: number, transform: Transform): Sides | undefined {
  const [right = "", bottom = ""] = directions(table, frame) ?? [];
  if (!right && !bottom) return undefined;
  // Clockwise from the top; a quarter turn moves each to the next side.
  const around = [opposite(bottom), right, bottom, opposite(right)];
  const turn = transform.rotation / 90;
  const [top, east, low, west] = [0, 1, 2, 3].map((side) => around[(side - turn + 4) % 4]!);
  return transform.flipped
    ? { top: top!, bottom: low!, left: east!, right: west! }
    : { top: top!, bottom: low!, left: west!, right: east! };
}
