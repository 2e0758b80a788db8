import assert from "node:assert/strict";
import test from "node:test";
import type { Stack } from "../src/data";
import type { Loader } from "../src/load/loader";
import type { StackInfo } from "../src/stacks";

/** Every byte once: what a payload begins with. */
const SELF_TEST = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));

/** A disc whose files come when they are let; `read` is what was asked for, in order. */
const disc = { read: [] as string[], missing: new Set<string>(), inFlight: 0, most: 0 };

function serve(script: { src: string; onload(): void; onerror(): void }): void {
  const name = script.src.slice("viewer/".length);
  disc.read.push(name);
  disc.most = Math.max(disc.most, ++disc.inFlight);
  setTimeout(() => {
    disc.inFlight--;
    if (disc.missing.has(name)) return script.onerror();
    if (name.startsWith("j")) globalThis.J(Number(name.slice(1)), { is: name });
    if (name.startsWith("j")) return script.onload();
    // Twenty frames of a byte each are more than any chunk here holds.
    globalThis.V(
      Number(name.slice(1)),
      Array.from({ length: 20 }, () => [1, 0]),
      `${SELF_TEST}${"x".repeat(20)}`,
    );
    script.onload();
  });
}

/** Workers that decode at once: a frame of one sample. */
class FakeWorker {
  onmessage?: (event: { data: unknown }) => void;
  postMessage({ id }: { id: number }): void {
    setTimeout(() => this.onmessage?.({ data: { id, samples: Uint8Array.of(7) } }));
  }
}

Object.assign(globalThis, {
  Worker: FakeWorker,
  document: { createElement: () => ({ remove() {} }), head: { append: serve } },
});
Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 2 }, configurable: true });

function stack(frames: number, chunks: number[], order: Stack["order"] = "outward"): Stack {
  return {
    label: "",
    frames,
    rows: 1,
    columns: 1,
    encoding: "predicted",
    sample: "u8",
    bits: 8,
    order,
    chunks,
    technique: [],
    table: { number: { all: 1 } },
  };
}

async function loaderOf(...stacks: Stack[]): Promise<Loader> {
  Object.assign(disc, { read: [], missing: new Set(), inFlight: 0, most: 0 });
  const { Loader } = await import("../src/load/loader");
  return new Loader(stacks.map((stack, place) => ({ place, stack }) as StackInfo));
}

/** Until nothing is read any more: some turns of the clock in which nothing happens. */
async function quiet(loader: Loader): Promise<void> {
  for (let still = 0, before = -1; still < 8; before = disc.read.length) {
    await new Promise((done) => setTimeout(done, 3));
    const busy = disc.read.length !== before || disc.inFlight > 0 || loader.pool.pending > 0;
    still = busy ? 0 : still + 1;
  }
}

test("first the frame that is looked at, then what is small, then its stack, then the rest of the disc", async () => {
  const loader = await loaderOf(stack(5, [1, 1, 2, 2]), stack(5, [4, 1, 4], "forward"), stack(3, [6, 3]));
  loader.enqueue(async () => void disc.read.push("thumbnail"));
  loader.focus({}, 1, 0);
  await quiet(loader);
  assert.deepEqual(disc.read, ["c0000004"], "nothing else before the first image is on the screen");
  loader.goOn();
  await quiet(loader);
  assert.deepEqual(disc.read.slice(1), ["thumbnail", "c0000005", "c0000001", "c0000002", "c0000003", "c0000006"]);
  assert.equal(disc.most, 1, "a second script in flight makes a drive seek");
});

test("a stack is read from where one looks, outward", async () => {
  const loader = await loaderOf(stack(9, [1, 1, 2, 2, 2, 2]));
  loader.focus({}, 0, 8);
  loader.goOn();
  await quiet(loader);
  // Frames 4 | 5 3 | 6 2 | 7 1 | 8 0, chunk by chunk.
  assert.deepEqual(disc.read, ["c0000005", "c0000004", "c0000003", "c0000002", "c0000001"]);
  assert.equal(loader.seenOf(0), 9);
});

test("a frame that is waited for comes, and comes again at once", async () => {
  const loader = await loaderOf(stack(3, [1, 1, 2]));
  const samples = await loader.frame(0, 2);
  assert.deepEqual(samples?.kind === "gray" && [...samples.data], [7]);
  assert.equal(loader.peek(0, 2), samples);
  assert.equal(await loader.frame(0, 3), undefined, "there is no such frame");
});

test("what is missing is named, tried once more by who looks there, and the rest goes on", async () => {
  const loader = await loaderOf(stack(5, [1, 1, 2, 2]));
  const [lost, complete]: [number[], number[]] = [[], []];
  loader.events.on("lost", ({ frame }) => lost.push(frame));
  loader.events.on("complete", (place) => complete.push(place));
  disc.missing.add("c0000002");
  loader.goOn();
  const owner = {};
  loader.focus(owner, 0, 2);
  await quiet(loader);
  assert.deepEqual([lost, loader.lostOf(0), complete], [[3, 1], [1, 3], [0]]);
  assert.equal(await loader.frame(0, 3), undefined);
  disc.missing.clear();
  loader.focus(owner, 0, 3);
  await quiet(loader);
  assert.deepEqual(loader.lostOf(0), []);
  assert.ok(loader.peek(0, 3) && loader.peek(0, 1));
});

test("a part that cannot be read is tried once more, after the images, then told", async () => {
  const loader = await loaderOf(stack(1, [1, 1]));
  const lost: number[] = [];
  loader.events.on("lostPart", (part) => lost.push(part));
  disc.missing.add("j0000001");
  loader.events.on("loaded", () => disc.missing.clear());
  const part = loader.part(1);
  loader.focus({}, 0, 0);
  assert.deepEqual(await part, { is: "j0000001" });
  assert.deepEqual(disc.read, ["j0000001", "c0000001", "j0000001"]);
  disc.missing.add("j0000002");
  await assert.rejects(loader.part(2));
  assert.deepEqual([lost, [...loader.lostParts]], [[2], [2]]);
});

test("what stays missing is not asked for without end", async () => {
  const loader = await loaderOf(stack(3, [1, 1, 2]));
  disc.missing.add("c0000002");
  for (let n = 0; n < 5; n++) {
    loader.focus(loader, 0, n % 2 ? 2 : 0);
    loader.goOn();
    await quiet(loader);
  }
  assert.deepEqual(disc.read, ["c0000002", "c0000001", "c0000002"]);
});
