import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { discEn } from "../src/words/disc-en";
import { said, saidIn, titleIn } from "../src/words/words";

/** Where discs are written, from `viewer/`. */
const WRITERS = ["../media/src/viewer", "../server/src/disc"];

test("every key that the disc's maker sends has its word, and none has no sender", () => {
  const sources = WRITERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".rs"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const keys = new Set(sources.flatMap((text) => [...text.matchAll(/"(?:[^"\n]* )?@([a-z]\w*)/g)].map(([, key]) => key!)));
  assert.deepEqual([...keys].sort(), Object.keys(discEn).sort());
});

test("keys are words, what others wrote stays as it is", () => {
  assert.equal(said("@spacing"), "Spacing");
  assert.equal(said("@srComplete, @srVerified"), "Complete, Verified");
  assert.deepEqual(["mail@spacing", "@nobody", "see @spacing"].map(said), ["mail@spacing", "@nobody", "see @spacing"]);
  assert.equal(saidIn("DICOM/I1: @badContours 3"), "DICOM/I1: contours that are damaged or too many: 3");
});

test("a title that begins with a class is what the page calls that", () => {
  const given = ["@(Twelve Lead ECG) 2013-01-25 10:59", "@(Mammography CADSR)", "@(1.2.3)", "Letter @(Raw Data)"];
  const shown = ["Twelve Lead ECG 2013-01-25 10:59", "Mammography CAD report", "1.2.3", "Letter @(Raw Data)"];
  assert.deepEqual(given.map(titleIn), shown);
});
