import assert from "node:assert/strict";
import test from "node:test";
import type { Index, Patient, Series, Study } from "../src/data";
import { ownerOf } from "../src/stacks";

const series = (more: Partial<Series>) => ({ stacks: [], waveforms: [], documents: [], ...more }) as unknown as Series;
const study = (...all: Series[]) => ({ series: all }) as unknown as Study;
const patient = (id: string, ...studies: Study[]) => ({ id, studies }) as unknown as Patient;

test("a document and a waveform belong to the patient in whose study they are", () => {
  const early = study(series({ documents: [1] }));
  const late = study(series({ stacks: [0], waveforms: [0] }), series({ documents: [0, 2] }));
  const index = { patients: [patient("A", study(series({ stacks: [1] }))), patient("B", early, late)] } as Index;
  assert.deepEqual(ownerOf(index, "document", 1), { patient: index.patients[1], study: early });
  assert.deepEqual(ownerOf(index, "document", 2), { patient: index.patients[1], study: late });
  assert.deepEqual(ownerOf(index, "waveform", 0), { patient: index.patients[1], study: late });
  assert.equal(ownerOf(index, "waveform", 1), undefined);
});
