import type { Shutter } from "../data";
import type { DataSet } from "./data-set";
import type { DicomFile } from "./file";

/** The display shutters of a data set (PS3.3 C.7.6.11), in which rows come before columns. */
export function shuttersIn(file: DicomFile, set: DataSet): Shutter[] {
  const numbers = (tag: number) => file.numbers(tag, set);
  return file.text(0x00181600, set).split("\\").flatMap((shape): Shutter[] => {
    if (shape === "RECTANGULAR") {
      const box = [0x00181602, 0x00181606, 0x00181604, 0x00181608].map((tag) => numbers(tag)[0]);
      return box.includes(undefined) ? [] : [{ kind: "rectangle", box: box as [number, number, number, number] }];
    }
    if (shape === "CIRCULAR") {
      const [row, column] = numbers(0x00181610);
      const [radius] = numbers(0x00181612);
      return column === undefined || radius === undefined ? [] : [{ kind: "circle", center: [column, row!], radius }];
    }
    if (shape !== "POLYGONAL") return [];
    const corners = numbers(0x00181620);
    const points = Array.from({ length: corners.length >> 1 }, (_, n): [number, number] => [corners[2 * n + 1]!, corners[2 * n]!]);
    return points.length < 3 ? [] : [{ kind: "polygon", points }];
  });
}
