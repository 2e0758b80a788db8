import assert from "node:assert/strict";
import test from "node:test";
import type { FrameTable, Region } from "../src/data";
import { KINDS } from "../src/measure/kinds";
import { angleBetween, areaOf, inPolygon } from "../src/measure/shape";
import { statistics } from "../src/measure/statistics";
import type { GraySamples } from "../src/pixels/samples";
import { modalityOf } from "../src/pixels/voi";
import type { ImageView } from "../src/view/image-view";

/** A ramp of 20 by 10: 100 per row, 1 per column. */
const samples: GraySamples = {
  kind: "gray",
  rows: 10,
  columns: 20,
  data: Uint16Array.from({ length: 200 }, (_, n) => 100 * Math.floor(n / 20) + (n % 20)),
};

function view(more: Partial<FrameTable>): ImageView {
  const table = { number: { all: 1 }, units: "HU", ...more } as FrameTable;
  return {
    info: { table, series: { modality: "CT" } },
    frame: 0,
    samples,
    modality: modalityOf(table, 0),
  } as unknown as ImageView;
}

function measure(name: string, points: [number, number][], more: Partial<FrameTable> = { spacing: { all: [2, 0.5] } }) {
  const kind = KINDS.find((kind) => kind.name === name)!;
  return Object.fromEntries(
    kind
      .values(
        points.map(([x, y]) => ({ x, y })),
        view(more),
      )
      .map(({ word, value, unit }) => [word, `${Number(value.toFixed(3))} ${unit}`]),
  );
}

test("lengths and angles are those of the patient, not of pixels", () => {
  assert.deepEqual(
    measure("length", [
      [0, 0],
      [6, 2],
    ]),
    { length: "5 mm" },
  );
  assert.deepEqual(
    measure(
      "length",
      [
        [0, 0],
        [3, 4],
      ],
      {},
    ),
    { length: "5 px" },
  );
  // 4 columns are 2 mm, 1 row is 2 mm: 45 degrees.
  assert.deepEqual(
    measure("angle", [
      [4, 0],
      [0, 0],
      [4, 1],
    ]),
    { angle: "45 °" },
  );
  assert.deepEqual(
    measure("cobb", [
      [0, 0],
      [8, 0],
      [8, 5],
      [0, 3],
    ]),
    { cobb: "45 °" },
  );
});

test("a rectangle tells of the pixels whose centres it holds", () => {
  const found = measure(
    "rectangle",
    [
      [2, 1],
      [6, 3],
    ],
    { spacing: { all: [2, 0.5] }, intercept: { all: -1000 } },
  );
  // Rows 1 and 2, columns 2 to 5: 102..105 and 202..205, less 1000.
  assert.deepEqual(found, {
    mean: "-846.5 HU",
    deviation: "50.012 HU",
    least: "-898 HU",
    most: "-795 HU",
    area: "8 mm²",
  });
});

test("padding is no part of a region", () => {
  const found = measure("rectangle", [[2, 1], [6, 3]], { padding: [103, 205] });
  assert.deepEqual([found.mean, found.deviation, found.most], ["102 HU", "0 HU", "102 HU"]);
  const nothing = measure("rectangle", [[2, 1], [6, 3]], { padding: [0, 999], spacing: { all: [2, 0.5] } });
  assert.deepEqual(nothing, { area: "8 mm²" });
});

test("what is no number is no part of a region, and padding has no value", () => {
  const inside = () => true;
  const data = Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 3);
  const found = statistics({ kind: "gray", rows: 2, columns: 2, data }, [{ x: 0, y: 0 }, { x: 2, y: 2 }], inside, (stored) => stored);
  assert.deepEqual([found?.count, found?.mean, found?.most], [2, 2, 3]);
  assert.deepEqual(measure("probe", [[3.5, 1.5]], { padding: [103, 205] }), {});
  assert.deepEqual(measure("probe", [[3.5, 2.5]], { padding: [103, 202] }), { value: "203 HU" });
});

test("an ellipse's area is that of its formula", () => {
  assert.equal(
    measure("ellipse", [
      [0, 0],
      [20, 10],
    ]).area,
    `${Number((Math.PI * 10 * 5).toFixed(3))} mm²`,
  );
});

test("a point tells its pixel's value, in SUV where it is known", () => {
  assert.deepEqual(measure("probe", [[3.9, 2.1]]), { value: "203 HU" });
  assert.deepEqual(measure("probe", [[3.9, 2.1]], { suv: { all: 0.01 } }), { value: "2.03 SUV" });
  // A CT image that does not say what its values are does not have them in HU.
  assert.deepEqual(measure("probe", [[3.9, 2.1]], { units: undefined }), { value: "203 " });
  assert.deepEqual(measure("probe", [[-1, 2]]), {});
});

test("axes with units of their own are told apart", () => {
  const regions = {
    all: [
      {
        box: [0, 0, 19, 9] as [number, number, number, number],
        x: [0.01, "s"] as [number, string],
        y: [5, "cm/s"] as [number, string],
      },
    ],
  };
  const kind = KINDS.find(({ name }) => name === "length")!;
  const values = kind.values(
    [
      { x: 0, y: 0 },
      { x: 10, y: 4 },
    ],
    view({ regions }),
  );
  assert.deepEqual(
    values.map(({ value, unit }) => `${value} ${unit}`),
    ["0.1 s", "20 cm/s"],
  );
});

test("nothing is measured across regions, and no angle between seconds and centimetres", () => {
  const region = (left: number, right: number, x: [number, string]): Region => ({ box: [left, 0, right, 9], x, y: [0.1, "cm"] });
  const regions = { all: [region(0, 8, [0.1, "cm"]), region(9, 19, [0.1, "cm"])] };
  assert.deepEqual(measure("length", [[1, 1], [4, 5]], { regions }), { length: "5 mm" });
  assert.deepEqual(measure("length", [[1, 1], [12, 5]], { regions }), {});
  assert.deepEqual(measure("angle", [[1, 1], [4, 5], [12, 5]], { regions }), {});
  assert.deepEqual(measure("rectangle", [[1, 1], [12, 5]], { regions }).area, undefined);
  const times = { all: [region(0, 19, [0.01, "s"])] };
  assert.deepEqual(measure("angle", [[4, 0], [0, 0], [4, 4]], { regions: times }), {});
  assert.deepEqual(measure("cobb", [[0, 0], [8, 0], [8, 5], [0, 3]], { regions: times }), {});
});

test("shapes know their area and what they hold", () => {
  const triangle = [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 0, y: 3 },
  ];
  assert.equal(areaOf(triangle), 6);
  assert.ok(inPolygon(triangle, 1, 1) && !inPolygon(triangle, 3, 2));
  assert.equal(angleBetween({ x: 1, y: 0 }, { x: -1, y: 0 }), 180);
  assert.equal(
    statistics(
      samples,
      [
        { x: -9, y: -9 },
        { x: -5, y: -5 },
      ],
      () => true,
      (stored) => stored,
    ),
    undefined,
  );
});
