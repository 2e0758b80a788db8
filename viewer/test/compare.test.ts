import assert from "node:assert/strict";
import test from "node:test";
import { priorOf } from "../src/compare/prior";
import type { Index, Series, Stack, Study } from "../src/data";
import { tree } from "../src/document/tree";
import { followed } from "../src/geometry/follow";
import { planesOf } from "../src/geometry/plane";
import { fileName } from "../src/picture/save";

function series(modality: string, bodyPart: string, stack: number, description = ""): Series {
  return { number: 1, modality, description, bodyPart, stacks: [stack], waveforms: [], documents: [] };
}

const study = (date: string, ...all: Series[]) => ({ date, series: all }) as unknown as Study;

test("the prior is the nearest earlier study of the same modality and part", () => {
  const index = {
    stacks: [30, 30, 30, 30, 30, 99].map((frames) => ({ frames }) as Stack),
    patients: [
      {
        studies: [
          study("20260301", series("CT", "CHEST", 0, "lung")),
          study("20250101", series("CT", "ABDOMEN", 1), series("MR", "CHEST", 2)),
          study("20240101", series("CT", "CHEST", 3), series("CT", "CHEST", 5, "Lung")),
          study("20230101", series("CT", "CHEST", 4)),
        ],
      },
      { studies: [study("20260201", series("CT", "CHEST", 6))] },
    ],
  } as unknown as Index;
  assert.equal(priorOf(index, 0), 5);
  assert.equal(priorOf(index, 2), undefined);
  assert.equal(priorOf(index, 4), 3);
});

test("linked stacks of two visits move by the same distance", () => {
  const planes = (gap: number, frames: number, from: number) =>
    planesOf({ frames, rows: 4, columns: 4 } as Stack, {
      number: { all: 1 },
      position: { each: Array.from({ length: frames }, (_, n): [number, number, number] => [0, 0, from + n * gap]) },
      orientation: { all: [1, 0, 0, 0, 1, 0] },
      spacing: { all: [1, 1] },
    });
  const [now, prior] = [planes(2, 20, 0), planes(5, 10, 300)];
  assert.equal(followed({ leader: 5, follower: 3 }, now, prior, 10), 5);
  assert.equal(followed({ leader: 5, follower: 3 }, now, prior, 0), 1);
  const across = now.map((plane) => plane && { ...plane, normal: [1, 0, 0] as const });
  assert.equal(followed({ leader: 5, follower: 3 }, now, across, 10), undefined);
  assert.equal(followed({ leader: 0, follower: 0 }, [undefined, undefined, undefined], [undefined, undefined], 2), 1);
});

test("a document's lines are a tree", () => {
  const line = (level: number, name: string) => ({ level, name, value: "" });
  const [report] = tree([line(0, "report"), line(1, "findings"), line(3, "size"), line(1, "conclusion")]);
  assert.deepEqual(report!.branches.map(({ line: { name } }) => name), ["findings", "conclusion"]);
  assert.equal(report!.branches[0]!.branches[0]!.line.name, "size");
});

test("file names have no character that a file system refuses", () => {
  assert.equal(fileName("CT: 胸部 3/4"), "CT-胸部-3-4");
  assert.equal(fileName("***"), "image");
});
