import type { Column, Line } from "../data";
import type { DicomFile } from "./file";
import type { FrameOf } from "./table";

/** What the technique's corner says. */
const TECHNIQUE: readonly [tag: number, before: string, unit: string][] = [
  [0x00180060, "", "kV"],
  [0x00181152, "", "mAs"],
  [0x00180080, "TR", "ms"],
  [0x00180081, "TE", "ms"],
  [0x00180082, "TI", "ms"],
];

function linesOf(file: DicomFile): Line[] {
  return TECHNIQUE.flatMap(([tag, before, unit]): Line[] => {
    const value = file.number(tag);
    return value ? [[before, `${Number(value.toFixed(1))} ${unit}`]] : [];
  });
}

/** The lines that all frames have, and those of each that not all have. */
export function techniqueOf(frames: FrameOf[]): { agreed: Line[]; own?: Column<Line[]> } {
  const known = new Map<DicomFile, Line[]>();
  const each = frames.map(({ file }) => {
    const lines = known.get(file) ?? linesOf(file);
    known.set(file, lines);
    return lines;
  });
  const isIn = (lines: Line[], [name, value]: Line) => lines.some((line) => line[0] === name && line[1] === value);
  const files = [...known.values()];
  const agreed = each[0]!.filter((line) => files.every((lines) => isIn(lines, line)));
  const own = each.map((lines) => lines.filter((line) => !isIn(agreed, line)));
  return { agreed, own: own.some((lines) => lines.length > 0) ? { each: own } : undefined };
}
