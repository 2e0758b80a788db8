import type { App } from "./app";
import { crc32 } from "./load/bytes";
import { labelOf, valuesOf } from "./measure/layer";
import { rgbaOf } from "./pixels/samples";
import { isPlaying, rateOf } from "./tool/cine";
import { cornersOf } from "./view/corner-text";
import { sidesOf } from "./view/orientation";

declare global {
  interface Window {
    /** What the viewer shows, to be read by tests. */
    filmdesk?: unknown;
  }
}

/** Read-only: what is shown and measured, and checksums of what was read. */
export function exposeState(app: App): void {
  window.filmdesk = Object.freeze({
    index: app.index,
    state: () => state(app),
    measurements: () => measurements(app),
    samples: (stack: number, frame: number) => samplesOf(app, stack, frame),
    table: async (stack: number) => (await app.loader.open(stack)).table,
    redraw: (center: number, width: number) => redraw(app, center, width),
    checksum: (stack: number, frame: number) => checksum(app, stack, frame),
    lost: (stack: number) => app.loader.lostOf(stack),
    cachedBytes: () => app.loader.cache.bytes,
    timings: () => performance.getEntriesByType("mark").map(({ name, startTime }) => [name, startTime]),
  });
}

function state(app: App): unknown {
  return {
    tool: app.tool.name,
    rows: app.layout.rows,
    columns: app.layout.columns,
    active: app.layout.cells.indexOf(app.layout.active),
    cells: app.layout.cells.map(({ panel }) => {
      const view = panel?.view;
      const info = view?.info;
      if (!view || !info) return { item: panel?.item };
      return {
        item: panel.item,
        stack: info.place,
        frame: view.frame,
        ready: view.samples !== undefined,
        window: view.window,
        zoom: view.zoom,
        display: view.state,
        matrix: view.matrix,
        corners: cornersOf(view),
        sides: sidesOf(info.table, view.frame, view.state),
        playing: isPlaying(view),
        rate: rateOf(view),
      };
    }),
  };
}

function measurements(app: App): unknown {
  return app.measurements.all.map((measurement) => {
    const { kind, info, frame, points } = measurement;
    const view = app.views.find((view) => view.info === info && view.frame === frame);
    const shown = view ? { values: valuesOf(measurement, view), label: labelOf(measurement, view) } : {};
    return { kind: kind.name, stack: info.place, frame, points, ...shown };
  });
}

/** CRC-32 of a frame's samples (little endian), or of red, green, blue; `undefined` when it is lost. */
async function checksum(app: App, stack: number, frame: number): Promise<number | undefined> {
  const samples = await app.loader.frame(stack, frame);
  if (!samples) return undefined;
  if (samples.kind === "gray") return crc32(new Uint8Array(samples.data.buffer));
  const rgba = rgbaOf(samples);
  return crc32(rgba.filter((_, place) => place % 4 !== 3) as unknown as Uint8Array);
}

/** A frame as it was decoded; of a colour one red, green, blue, alpha. */
async function samplesOf(app: App, stack: number, frame: number): Promise<unknown> {
  const samples = await app.loader.frame(stack, frame);
  if (samples?.kind !== "color") return samples;
  const { kind, rows, columns } = samples;
  return { kind, rows, columns, data: rgbaOf(samples) };
}

/** Milliseconds that the active image takes to be drawn through another window. */
function redraw(app: App, center: number, width: number): number {
  const { view } = app;
  if (!view) return 0;
  view.set({ window: { kind: "set", center, width } });
  const start = performance.now();
  view.redraw();
  return performance.now() - start;
}
