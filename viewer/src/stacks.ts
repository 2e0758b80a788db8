import type { Column, FrameTable, Index, Patient, Series, Stack, Study } from "./data";

/** A stack and whom it belongs to. `table` is there once `Loader.open` has answered. */
export interface StackInfo {
  /** Place in `Index.stacks`. */
  place: number;
  stack: Stack;
  patient: Patient;
  study: Study;
  series: Series;
  table?: FrameTable;
}

/** Whose a document or a waveform is. */
export function ownerOf(index: Index, kind: string, place: number): { patient: Patient; study: Study } | undefined {
  const has = (series: Series) => (kind === "waveform" ? series.waveforms : series.documents).includes(place);
  for (const patient of index.patients) {
    const study = patient.studies.find(({ series }) => series.some(has));
    if (study) return { patient, study };
  }
  return undefined;
}

/** The value of frame `n`. */
export function at<T>(column: Column<T> | undefined, n: number): T | undefined {
  if (!column) return undefined;
  return "all" in column ? column.all : column.each[n];
}

/** All stacks with their owners, in the order of the index. */
export function stackInfos(index: Index): StackInfo[] {
  const infos: StackInfo[] = [];
  for (const patient of index.patients) {
    for (const study of patient.studies) {
      for (const series of study.series) {
        for (const place of series.stacks) {
          const stack = index.stacks[place];
          if (!stack) continue;
          const table = typeof stack.table === "number" ? undefined : stack.table;
          infos[place] = { place, stack, patient, study, series, table };
        }
      }
    }
  }
  return infos;
}
