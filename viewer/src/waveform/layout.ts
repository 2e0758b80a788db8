import { range, type Lead } from "./decode";

/** A piece of a lead at its place on the paper, mm. */
export interface Strip {
  lead: Lead;
  /** Seconds of the lead that it shows. */
  from: number;
  to: number;
  /** Where it begins, and the height of its zero line. */
  left: number;
  zero: number;
  /** Where its name stands. */
  top: number;
  /** Millimeters for a unit of the lead, and for a second. */
  gain: number;
  speed: number;
}

export interface Sheet {
  strips: Strip[];
  width: number;
  height: number;
}

/** Paper speed, mm/s, and gain, mm/mV. */
export interface Scale {
  speed: number;
  gain: number;
}

export const SPEEDS = [12.5, 25, 50] as const;
export const GAINS = [5, 10, 20] as const;

/** Arrangements of a 12-lead ECG: rows of leads that follow one another in time, then whole leads. */
export interface Arrangement {
  id: "3x4" | "6x2" | "12x1";
  rows: readonly (readonly string[])[];
  rhythm: readonly string[];
}

export const ARRANGEMENTS: readonly Arrangement[] = [
  {
    id: "3x4",
    rows: [["I", "aVR", "V1", "V4"], ["II", "aVL", "V2", "V5"], ["III", "aVF", "V3", "V6"]],
    rhythm: ["II"],
  },
  {
    id: "6x2",
    rows: [["I", "V1"], ["II", "V2"], ["III", "V3"], ["aVR", "V4"], ["aVL", "V5"], ["aVF", "V6"]],
    rhythm: [],
  },
  {
    id: "12x1",
    rows: [],
    rhythm: ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"],
  },
];

/** Paper around the curves, and room for the calibration pulse before them, mm. */
const MARGIN = 5;
export const PULSE_ROOM = 12;
/** Distance of rows, mm: 3 mV at 10 mm/mV in 3x4, less where there are many. */
const ROW = 30;
const CLOSE_ROW = 18;
/** Least height of a strip of other waveforms, mm, and of all of them where they are few. */
const STRIP = 22;
const FEW = 110;

/** Whether these are the twelve leads that the arrangements need. */
export function isTwelveLead(leads: Lead[]): boolean {
  return (ARRANGEMENTS[2]?.rhythm ?? []).every((label) => find(leads, label));
}

/** "I" of "Lead I (Einthoven)" and the like. */
function nameOf({ label }: Lead): string {
  return label.replace(/^lead\s+/i, "").replace(/[\s,(].*$/, "");
}

function find(leads: Lead[], label: string): Lead | undefined {
  return leads.find((lead) => nameOf(lead).toLowerCase() === label.toLowerCase());
}

export function seconds(lead: Lead): number {
  return lead.values.length / lead.rate;
}

export function arrange(leads: Lead[], arrangement: Arrangement, { speed, gain }: Scale): Sheet {
  const rows = arrangement.rows.length + arrangement.rhythm.length;
  const row = (rows > 6 ? CLOSE_ROW : ROW) * Math.max(1, gain / 10);
  const strips: Strip[] = [];
  const zero = (number: number): number => MARGIN + row * (number + 0.5);
  arrangement.rows.forEach((labels, number) => {
    strips.push(...inTurn(leads, labels, { speed, gain }, zero(number), zero(number) - row / 2 + 4));
  });
  arrangement.rhythm.forEach((label, number) => {
    const lead = find(leads, label);
    const at = zero(arrangement.rows.length + number);
    if (lead) strips.push({ lead, from: 0, to: seconds(lead), left: MARGIN + PULSE_ROOM, zero: at, top: at - row / 2 + 4, gain, speed });
  });
  return { strips, width: paperWidth(leads, speed), height: MARGIN * 2 + row * rows };
}

/** The leads of one row, each for its part of the time. */
function inTurn(leads: Lead[], labels: readonly string[], { speed, gain }: Scale, zero: number, top: number): Strip[] {
  return labels.flatMap((label, column) => {
    const lead = find(leads, label);
    if (!lead) return [];
    const part = seconds(lead) / labels.length;
    const left = MARGIN + PULSE_ROOM + column * part * speed;
    return [{ lead, from: column * part, to: (column + 1) * part, left, zero, top, gain, speed }];
  });
}

/** Any leads below one another, each with a gain of its own that fills its strip. */
export function stacked(leads: Lead[], speed: number): Sheet {
  const height = Math.max(STRIP, FEW / Math.max(leads.length, 2));
  const strips = leads.map((lead, number): Strip => {
    const [low, high] = range(lead.values);
    const gain = (height * 0.8) / (high - low || 1);
    const top = MARGIN + height * number;
    const zero = top + height / 2 + ((low + high) / 2) * gain;
    return { lead, from: 0, to: seconds(lead), left: MARGIN + PULSE_ROOM, zero, top: top + 4, gain, speed };
  });
  return { strips, width: paperWidth(leads, speed), height: MARGIN * 2 + height * leads.length };
}

function paperWidth(leads: Lead[], speed: number): number {
  return MARGIN * 2 + PULSE_ROOM + Math.max(0, ...leads.map(seconds)) * speed;
}
