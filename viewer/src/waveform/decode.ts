import { inflated } from "../bytes";
import type { WaveformGroup } from "../data";

/** One channel in its units: millivolts for what comes in volts of any size. */
export interface Lead {
  label: string;
  units: string;
  /** Samples a second. */
  rate: number;
  values: Float32Array;
}

/** Units that are shown as millivolts, and what a millivolt has of them (UCUM). */
const PER_MILLIVOLT: { [units: string]: number } = { uV: 1000, "µV": 1000, mV: 1, V: 0.001, nV: 1_000_000 };

export async function leadsOf(group: WaveformGroup): Promise<Lead[]> {
  const bytes = await inflated(group.samples, group.length * group.channels.length * 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return group.channels.map((channel, number) => {
    const factor = PER_MILLIVOLT[channel.units];
    const scale = channel.scale / (factor ?? 1);
    const values = new Float32Array(group.length);
    for (let place = 0; place < group.length; place++) {
      const at = (number * group.length + place) * 2;
      const sample = at + 2 <= bytes.length ? view.getInt16(at, true) : NaN;
      if (channel.padded && sample === -32768) {
        values[place] = NaN;
        continue;
      }
      values[place] = (sample + channel.baseline) * scale;
    }
    return { label: channel.label, units: factor ? "mV" : channel.units, rate: group.rate, values };
  });
}

/** Least and greatest known value. */
export function range(values: Float32Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}
