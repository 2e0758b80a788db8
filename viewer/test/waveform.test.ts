import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import test from "node:test";
import { march, measure, measureText } from "../src/waveform/calipers";
import { leadsOf, type Lead } from "../src/waveform/decode";
import { arrange, ARRANGEMENTS, isTwelveLead, stacked } from "../src/waveform/layout";

const NAMES = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

function ecg(): Lead[] {
  return NAMES.map((label) => ({ label, units: "mV", rate: 500, values: new Float32Array(5000) }));
}

test("samples become millivolts by scale and baseline", async () => {
  const samples = new Int16Array([0, 100, -200, 1, 2, 3]);
  const [a, b] = await leadsOf({
    label: "RHYTHM",
    rate: 500,
    length: 3,
    channels: [
      { label: "I", units: "uV", scale: 5, baseline: 0 },
      { label: "P", units: "mmHg", scale: 2, baseline: 10 },
    ],
    samples: deflateRawSync(Buffer.from(samples.buffer)).toString("base64"),
  });
  assert.deepEqual([a!.units, ...a!.values], ["mV", 0, 0.5, -1]);
  assert.deepEqual([b!.units, ...b!.values], ["mmHg", 22, 24, 26]);
});

test("3x4 shows each lead for its quarter, and the rhythm whole", () => {
  const sheet = arrange(ecg(), ARRANGEMENTS[0]!, { speed: 25, gain: 10 });
  assert.ok(isTwelveLead(ecg()));
  assert.equal(sheet.strips.length, 13);
  const v1 = sheet.strips.find(({ lead }) => lead.label === "V1")!;
  assert.deepEqual([v1.from, v1.to, v1.left], [5, 7.5, 17 + 125]);
  assert.deepEqual([sheet.strips[12]!.from, sheet.strips[12]!.to], [0, 10]);
  assert.equal(sheet.width, 272);
});

test("calipers measure milliseconds, rate and millivolts", () => {
  const sheet = arrange(ecg(), ARRANGEMENTS[0]!, { speed: 25, gain: 10 });
  const zero = sheet.strips[0]!.zero;
  const found = measure(sheet, { from: [20, zero], to: [40, zero - 5] })!;
  assert.equal(measureText(found), "800 ms, 75 /min, I 0.50 mV");
  // As high as the row above: still of the lead where it began.
  const tall = measure(sheet, { from: [20, zero], to: [40, sheet.strips[4]!.zero] })!;
  assert.equal(tall.lead, "I");
  assert.deepEqual(march({ from: [25, 0], to: [45, 0] }, 60), [5, 25, 45]);
});

test("other waveforms fill a strip each", () => {
  const lead: Lead = { label: "ART", units: "mmHg", rate: 100, values: Float32Array.from([80, 120]) };
  const { strips } = stacked([lead, lead], 25);
  const [first] = strips;
  const heights = [80, 120].map((value) => first!.zero - value * first!.gain);
  assert.ok(heights[0]! - heights[1]! > 18 && heights[1]! > 5 && heights[0]! < 60);
});
