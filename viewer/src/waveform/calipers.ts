import type { Sheet, Strip } from "./layout";

/** Two points on the paper, mm. */
export interface Calipers {
  from: [number, number];
  to: [number, number];
}

/**
 * What calipers measure. The height is that of the lead at their first end: a tall beat reaches into
 * the rows of others, so the second end does not say which lead is meant.
 */
export interface Measure {
  milliseconds: number;
  /** Beats a minute, were it the distance of two beats. */
  rate: number | undefined;
  height: number;
  units: string;
  lead: string;
}

/** The strip at a point of the paper: of those above that time the one whose zero line is nearest. */
export function stripAt(sheet: Sheet, [x, y]: [number, number]): Strip | undefined {
  const there = sheet.strips.filter(({ left, from, to, speed }) => x >= left && x <= left + (to - from) * speed);
  const near = there.length > 0 ? there : sheet.strips;
  return near.reduce<Strip | undefined>(
    (best, strip) => (!best || Math.abs(strip.zero - y) < Math.abs(best.zero - y) ? strip : best),
    undefined,
  );
}

/** Rates beyond this are no heart's: the calipers stand almost upon one another. */
const FASTEST = 1000;

export function measure(sheet: Sheet, { from, to }: Calipers): Measure | undefined {
  const strip = stripAt(sheet, from);
  if (!strip) return undefined;
  const milliseconds = (Math.abs(to[0] - from[0]) / strip.speed) * 1000;
  const rate = 60_000 / milliseconds;
  return {
    milliseconds,
    rate: rate <= FASTEST ? rate : undefined,
    height: (from[1] - to[1]) / strip.gain,
    units: strip.lead.units,
    lead: strip.lead.label,
  };
}

/** "412 ms, 146 /min, V4 0.45 mV". */
export function measureText({ milliseconds, rate, height, units, lead }: Measure): string {
  const parts = [`${Math.round(milliseconds)} ms`];
  if (rate !== undefined) parts.push(`${Math.round(rate)} /min`);
  return [...parts, `${lead} ${height.toFixed(2)} ${units}`.trim()].join(", ");
}

/** Where further beats would lie at the same distance, to both sides, mm. */
export function march({ from, to }: Calipers, width: number): number[] {
  const distance = Math.abs(to[0] - from[0]);
  if (distance < NARROWEST) return [];
  const first = from[0] - Math.floor(from[0] / distance) * distance;
  return Array.from({ length: Math.ceil((width - first) / distance) }, (_, beat) => first + beat * distance);
}

/** Narrower calipers would fill the paper with lines, mm. */
const NARROWEST = 2;
