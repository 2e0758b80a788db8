import type { App } from "../app";
import { at } from "../stacks";
import { stackPlanes, type Plane } from "../geometry/plane";
import { gridOf } from "../geometry/volume";
import { finest, reslice } from "../mpr/reslice";
import { emptyVolume, type Volume } from "../mpr/volume";
import { cutOver, type CutOver } from "../over/cut";
import { pictureOf } from "../over/paint";
import type { OpenStack } from "../view/source";
import { paint } from "./paint";

/** A segment as a volume, to be cut in any direction. */
export interface SegmentVolume {
  segment: number;
  volume: Volume;
}

/** Half of a voxel belongs to a segment where its interpolated value is at least this part. */
const INSIDE = 0.5;

/** The volumes of a segmentation's segments; label maps and segments with gaps have none. */
export async function volumesOf(app: App, { place, stack, table }: OpenStack): Promise<SegmentVolume[]> {
  const planes = stackPlanes({ stack, table });
  const bySegment = new Map<number, number[]>();
  planes.forEach((_, frame) => {
    const segment = at(table.segment, frame);
    if (segment) bySegment.set(segment, [...(bySegment.get(segment) ?? []), frame]);
  });
  const made: SegmentVolume[] = [];
  for (const [segment, frames] of bySegment) {
    const grid = gridOf(frames.map((frame) => planes[frame]));
    if (typeof grid === "string") continue;
    const volume = emptyVolume(grid, () => 1, () => 0);
    const samples = await Promise.all(grid.frames.map((number) => app.loader.frame(place, frames[number]!)));
    volume.slices = samples.map((one) => (one?.kind === "gray" ? one.data : undefined));
    made.push({ segment, volume });
  }
  return made;
}

/** What the volumes show at an image's place. */
export function cutPicture(app: App, number: number, volumes: SegmentVolume[], hidden: ReadonlySet<number>, plane: Plane): { picture: OffscreenCanvas; place: CutOver["place"] } | undefined {
  const first = volumes[0];
  if (!first) return undefined;
  const segmentation = app.index.segmentations[number]!;
  const { cut, place } = cutOver(plane, finest(first.volume.grid));
  const out = new Uint8ClampedArray(cut.width * cut.height * 4);
  const most = segmentation.fractional;
  for (const { segment, volume } of volumes) {
    const values = reslice(volume, cut);
    const samples = most ? values.map((value) => value || 0) : values.map((value) => (value >= INSIDE ? 1 : 0));
    paint(segmentation, { frame: 0, segment }, samples, cut.width, hidden, out);
  }
  return { picture: pictureOf(cut.width, cut.height, out), place };
}
