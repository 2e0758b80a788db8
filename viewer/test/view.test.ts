import assert from "node:assert/strict";
import test from "node:test";
import type { FrameTable } from "../src/data";
import { aspectOf, millimetres, scaleAt } from "../src/view/scale";
import type { OpenStack } from "../src/view/source";
import { letters, opposite, sidesOf } from "../src/view/orientation";
import { birthText, dateText, fractionDigits, nameText, timeText } from "../src/view/text";
import { apply, matrixOf, mirrored, turned, unapply, UPRIGHT, zoomedAt } from "../src/view/transform";

const image = { width: 200, height: 100, aspect: 1 };
const cell = { width: 400, height: 300 };
const table = (more: Partial<FrameTable>) => ({ number: { all: 1 }, ...more }) as FrameTable;
const near = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  assert.ok(
    Math.hypot(one.x - other.x, one.y - other.y) < 1e-9,
    `${JSON.stringify(one)} is not ${JSON.stringify(other)}`,
  );

test("a fitted image fills its cell's width and stands in its middle", () => {
  const matrix = matrixOf(UPRIGHT, image, cell);
  near(apply(matrix, { x: 0, y: 0 }), { x: 0, y: 50 });
  near(apply(matrix, { x: 200, y: 100 }), { x: 400, y: 250 });
});

test("turned right, the first pixel is at the upper right; fitted by its other side", () => {
  const matrix = matrixOf(turned(UPRIGHT, 90), image, cell);
  near(apply(matrix, { x: 0, y: 0 }), { x: 275, y: 0 });
  near(apply(matrix, { x: 200, y: 0 }), { x: 275, y: 300 });
});

test("what is turned or mirrored is so as seen, in any order", () => {
  for (const first of [UPRIGHT, mirrored(UPRIGHT, "horizontal"), turned(UPRIGHT, 270)]) {
    const zoom = (transform: typeof first) => matrixOf({ ...transform, zoom: 1 }, image, cell);
    const plain = apply(zoom(first), { x: 10, y: 20 });
    const away = { x: plain.x - 200, y: plain.y - 150 };
    near(apply(zoom(turned(first, 90)), { x: 10, y: 20 }), { x: 200 - away.y, y: 150 + away.x });
    near(apply(zoom(mirrored(first, "horizontal")), { x: 10, y: 20 }), { x: 200 - away.x, y: 150 + away.y });
    near(apply(zoom(mirrored(first, "vertical")), { x: 10, y: 20 }), { x: 200 + away.x, y: 150 - away.y });
  }
});

test("a point of the screen is found again in the image", () => {
  const matrix = matrixOf(
    { ...turned(mirrored(UPRIGHT, "vertical"), 90), zoom: 3.5, pan: { x: 9, y: -4 } },
    { ...image, aspect: 1.7 },
    cell,
  );
  near(unapply(matrix, apply(matrix, { x: 12.5, y: 77.25 })), { x: 12.5, y: 77.25 });
});

test("zooming keeps what is under the pointer", () => {
  const before = { ...UPRIGHT, zoom: 2 };
  const anchor = { x: 130, y: 40 };
  const point = unapply(matrixOf(before, image, cell), anchor);
  near(apply(matrixOf(zoomedAt(before, 2, 1.5, anchor, cell), image, cell), point), anchor);
});

test("letters say where one looks, also obliquely", () => {
  assert.equal(letters([1, 0, 0]), "L");
  assert.equal(letters([-0.8, 0.6, 0]), "RP");
  assert.equal(letters([0, 0.1, -0.99]), "F");
  assert.equal(opposite("LPH"), "RAF");
});

test("sides follow turns and mirrors", () => {
  const axial = table({ orientation: { all: [1, 0, 0, 0, 1, 0] } });
  assert.deepEqual(sidesOf(axial, 0, UPRIGHT), { left: "R", right: "L", top: "A", bottom: "P" });
  assert.deepEqual(sidesOf(axial, 0, turned(UPRIGHT, 90)), { left: "P", right: "A", top: "R", bottom: "L" });
  assert.deepEqual(sidesOf(axial, 0, mirrored(UPRIGHT, "horizontal")), {
    left: "L",
    right: "R",
    top: "A",
    bottom: "P",
  });
  assert.deepEqual(sidesOf(axial, 0, mirrored(UPRIGHT, "vertical")), { left: "R", right: "L", top: "P", bottom: "A" });
  const film = table({ directions: { all: ["P", "F"] } });
  assert.deepEqual(sidesOf(film, 0, UPRIGHT), { left: "A", right: "P", top: "H", bottom: "F" });
  assert.equal(sidesOf(table({}), 0, UPRIGHT), undefined);
});

test("a pixel measures what its region, its spacing or nothing says", () => {
  const info = (more: Partial<FrameTable>) => ({ table: table(more) }) as OpenStack;
  const regions = {
    all: [
      {
        box: [0, 0, 99, 99] as [number, number, number, number],
        x: [0.05, "cm"] as [number, string],
        y: [-0.1, "cm"] as [number, string],
      },
    ],
  };
  const scale = scaleAt(info({ regions, spacing: { all: [1, 1] } }), 0, { x: 50, y: 50 });
  assert.deepEqual([scale.x, scale.y, scale.unitX], [0.5, 1, "mm"]);
  assert.deepEqual(scaleAt(info({ spacing: { all: [0.4, 0.2] }, spacingAt: "imager" }), 0, { x: 0, y: 0 }), {
    x: 0.2,
    y: 0.4,
    unitX: "mm",
    unitY: "mm",
    elsewhere: "imager",
  });
  assert.equal(scaleAt(info({}), 0, { x: 0, y: 0 }).unitX, "px");
  const edge = (x: number) => scaleAt(info({ regions }), 0, { x, y: 99.5 }).unitX;
  assert.deepEqual([edge(99.5), edge(100)], ["mm", "px"], "the last pixel belongs to its region");
  // Its true size is that of its regions, as long as they agree.
  const flow = { ...regions.all[0]!, y: [2, "cm/s"] as [number, string] };
  const nearer = { ...regions.all[0]!, x: [0.03, "cm"] as [number, string] };
  assert.equal(millimetres(info({ regions: { all: [flow, ...regions.all] } }), 0), 0.5);
  assert.equal(millimetres(info({ regions: { all: [...regions.all, nearer] } }), 0), undefined);
  assert.equal(millimetres(info({ regions: { all: [flow] } }), 0), undefined);
  assert.equal(aspectOf(info({ spacing: { all: [0.4, 0.2] } }), 0), 2);
  assert.equal(aspectOf(info({ aspect: [1, 2] }), 0), 0.5);
});

test("a window's numbers have the digits that tell its grays apart", () => {
  assert.deepEqual([4096, 400, 99, 7, 0.5, 0.0012].map(fractionDigits), [0, 0, 1, 2, 3, 5]);
});

test("names, dates and ages are read as people write them", () => {
  assert.equal(nameText({ alphabetic: "Yamada^Tarou", ideographic: "山田^太郎" }), "山田太郎 (Yamada, Tarou)");
  assert.equal(nameText({ alphabetic: "Adams^John Robert^Quincy^Rev." }), "Adams, John Robert Quincy");
  assert.equal(dateText("20260131"), "2026-01-31");
  assert.equal(dateText("1999.05.05"), "1999-05-05");
  assert.equal(timeText("140559.5"), "14:05");
  const born = (birth: string, day: string) => birthText({ birth } as never, day);
  assert.equal(born("19700601", "20260531"), "Born 1970-06-01 (55 years)");
  assert.equal(born("20251215", "20260614"), "Born 2025-12-15 (5 months)");
  assert.equal(born("11111111", "20260614"), "Born 1111-11-11");
});
