import type { App } from "../app";
import { stackPlanes } from "../geometry/plane";
import { gridOf } from "../geometry/volume";
import { WHY_NOT } from "../mpr/session";
import { emptyVolume, type Volume } from "../mpr/volume";
import { at } from "../stacks";
import { words } from "../words/words";

/** A volume and the space that it lies in. */
export interface PlacedVolume extends Volume {
  frameOfReference: number | undefined;
}

/** All frames of a stack as a volume; where they make none, it is said why `what` is not shown. */
export async function volumeOf(app: App, place: number, what: string): Promise<PlacedVolume | undefined> {
  const info = await app.loader.open(place);
  const grid = gridOf(stackPlanes(info));
  if (typeof grid === "string") {
    app.notify(`${what}: ${words[WHY_NOT[grid]]}`);
    return undefined;
  }
  const { table } = info;
  const volume = emptyVolume(grid, (frame) => at(table.slope, frame) ?? 1, (frame) => at(table.intercept, frame) ?? 0);
  const frames = await Promise.all(grid.frames.map((frame) => app.loader.frame(place, frame)));
  volume.slices = frames.map((samples) => (samples?.kind === "gray" ? samples.data : undefined));
  return { ...volume, frameOfReference: table.frameOfReference };
}
