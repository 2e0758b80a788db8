import type { Index, Patient, Series, Study } from "../data";

/** A stack and where it belongs. */
interface Place {
  patient: Patient;
  study: Study;
  series: Series;
  stack: number;
}

/**
 * The stack to compare with: of the same patient's other studies the same modality; best the same
 * part of the body; then the nearest earlier study (a later one only where there is none earlier);
 * then the series that is most alike.
 */
export function priorOf(index: Index, stack: number): number | undefined {
  const all = places(index);
  const shown = all.find((place) => place.stack === stack);
  if (!shown) return undefined;
  const others = all.filter(
    ({ patient, study, series }) =>
      patient === shown.patient && study !== shown.study && series.modality === shown.series.modality,
  );
  const ranked = others.map((place) => ({ place, rank: rank(index, shown, place) }));
  ranked.sort((a, b) => compareRanks(b.rank, a.rank));
  return ranked[0]?.place.stack;
}

function places(index: Index): Place[] {
  return index.patients.flatMap((patient) =>
    patient.studies.flatMap((study) =>
      study.series.flatMap((series) => series.stacks.map((stack) => ({ patient, study, series, stack }))),
    ),
  );
}

/** Greater is better, the first number before the next. */
function rank(index: Index, shown: Place, other: Place): number[] {
  const [a, b] = [index.stacks[shown.stack], index.stacks[other.stack]];
  const earlier = Number(shown.study.date || 0) - Number(other.study.date || 0);
  return [
    same(shown.series.bodyPart, other.series.bodyPart),
    earlier >= 0 ? 1 : 0,
    -Math.abs(earlier),
    same(shown.series.description, other.series.description),
    -Math.abs((a?.frames ?? 0) - (b?.frames ?? 0)),
  ];
}

function same(a: string, b: string): number {
  return a.trim().toUpperCase() === b.trim().toUpperCase() ? 1 : 0;
}

function compareRanks(a: number[], b: number[]): number {
  for (let place = 0; place < a.length; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
