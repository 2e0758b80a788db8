import { nearestFrame } from "./nearest";
import { center, distanceTo, parallel, type Plane } from "./plane";
import { add, dot, scale } from "./vector";

/** Two stacks that scroll together from where they were linked, though they share no space. */
export interface Link {
  /** Frames that were shown together. */
  leader: number;
  follower: number;
}

/**
 * The follower's frame when the leader shows `frame`: as many millimeters from where they were
 * linked; as many frames where either has no place in a patient; undefined when they are not parallel.
 */
export function followed(link: Link, leader: (Plane | undefined)[], follower: (Plane | undefined)[], frame: number): number | undefined {
  const [from, to, start] = [leader[link.leader], leader[frame], follower[link.follower]];
  if (!from || !to || !start) return clampFrame(link.follower + frame - link.leader, follower.length);
  if (!parallel(from, start)) return undefined;
  const along = distanceTo(from, center(to)) * Math.sign(dot(from.normal, start.normal));
  return nearestFrame(follower, add(center(start), scale(start.normal, along)))?.frame ?? link.follower;
}

function clampFrame(frame: number, frames: number): number {
  return Math.min(Math.max(frame, 0), frames - 1);
}
