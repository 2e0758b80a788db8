import assert from "node:assert/strict";
import test from "node:test";
import type { App } from "../src/app";
import type { FrameTable, Shutter } from "../src/data";
import { shutterLayer } from "../src/presentation/states";
import type { ImageView } from "../src/view/image-view";
import type { Point } from "../src/view/transform";

/** The points of what is closed over a frame of an image whose frames have these shutters. */
function closed(shutters: FrameTable["shutters"], frame: number): number[][] {
  const points: number[][] = [];
  const context = {
    beginPath: () => undefined,
    rect: () => undefined,
    closePath: () => undefined,
    moveTo: (x: number, y: number) => points.push([x, y]),
    lineTo: (x: number, y: number) => points.push([x, y]),
    fill: (rule: string) => assert.equal(rule, "evenodd"),
  } as unknown as CanvasRenderingContext2D;
  const view = {
    info: { table: { number: { all: 1 }, shutters } },
    frame,
    size: { width: 100, height: 100 },
    toCanvas: ({ x, y }: Point) => ({ x: 10 * x, y: 10 * y }),
  } as unknown as ImageView;
  shutterLayer.draw(context, view, { index: { presentations: [] } } as unknown as App);
  return points;
}

test("an image's own shutter hides what it closes, frame by frame", () => {
  const open = (right: number): Shutter[] => [{ kind: "rectangle", box: [2, 3, right, 6] }];
  const shutters = { each: [open(5), open(8)] };
  assert.deepEqual(closed(shutters, 0), [[10, 20], [50, 20], [50, 60], [10, 60]]);
  assert.deepEqual(closed(shutters, 1)[2], [80, 60]);
  assert.deepEqual(closed(undefined, 0), []);
});
