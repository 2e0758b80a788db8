import type { FrameTable } from "../data";
import { Emitter } from "../events";
import type { Samples } from "../pixels/samples";
import type { StackInfo } from "../stacks";
import { passesSelfTest, SELF_TEST } from "./bytes";
import { Cache } from "./cache";
import { type ChunkPlan, chunkPlans } from "./order";
import { decodePicture } from "./picture";
import { Pool } from "./pool";
import { sampleBytes } from "./predict";
import { fileName, loadScript } from "./scripts";

/** Half of the gigabyte that 1,000 slices may take in all; small machines get half of that. */
const BUDGET = ((navigator as { deviceMemory?: number }).deviceMemory ?? 8) < 4 ? 200e6 : 440e6;

/** After this the disc is read on, whether there was a first image or not. */
const HELD_MS = 2000;

export interface FrameId {
  stack: number;
  frame: number;
}

export interface LoadEvents {
  /** A frame is there. */
  loaded: FrameId;
  /** A frame cannot be had: its file is missing or damaged. */
  lost: FrameId;
  /** A part of the index cannot be had. */
  lostPart: number;
  /** All frames of a stack were read (or lost). */
  complete: number;
  /** The way of reading itself fails: the first chunk does not pass its self-test. */
  unreadable: void;
}

/** The frames of a plan from elsewhere; rejected, or undefined for those that cannot be read. */
export type ReadFrames = (plan: ChunkPlan) => Promise<(Samples | undefined)[]>;

type Payload = [number: number, frames: [number, number][], text: string, base64?: 1];

/** What a script called, until its `onload` is handled. */
const heard: { payload?: Payload; part?: [number, unknown] } = {};

declare global {
  var V: (...payload: Payload) => void;
  var J: (number: number, part: unknown) => void;
}

globalThis.V = (...payload) => void (heard.payload = payload);
globalThis.J = (...part) => void (heard.part = part);

/**
 * Reads the disc, strictly one script at a time (two make a drive seek): first what is waited for,
 * then the shown stacks from their shown frame outward, then all others in the disc's order.
 */
export class Loader {
  readonly events = new Emitter<LoadEvents>();
  readonly cache: Cache;
  readonly pool = new Pool();
  /** Chunks in the disc's order, without those at its head that were read. */
  readonly #unread: ChunkPlan[];
  readonly #read = new Set<ChunkPlan>();
  readonly #chunkOf: Map<number, ChunkPlan>[];
  /** Who looks at which frame. */
  readonly #focus = new Map<object, FrameId & { came: boolean }>();
  /** Chunks that were read ahead since somebody last looked elsewhere: none is read in circles. */
  readonly #readAhead = new Set<ChunkPlan>();
  readonly #wanted = new Map<string, { id: FrameId; settle: ((samples: Samples | undefined) => void)[] }>();
  readonly #parts = new Map<number, { promise: Promise<unknown>; settle?: (part: unknown) => void; failed?: true }>();
  /** Parts of the index that cannot be had. */
  readonly lostParts = new Set<number>();
  readonly #lost = new Set<string>();
  /** Chunks that could not be read as a whole and may be tried again; all that ever failed so. */
  readonly #failed = new Set<ChunkPlan>();
  readonly #tried = new Set<ChunkPlan>();
  /** Frames at the workers. */
  readonly #flying = new Set<string>();
  /** Frames that came once, by stack. */
  readonly #seen: Set<number>[];
  /** Small jobs before the bulk: thumbnails. */
  readonly #small: (() => Promise<unknown>)[] = [];
  /** Reading on while the first image is drawn would only delay it. */
  #held = true;
  #busy = false;
  /** Nothing more is read: another disc is shown. */
  stopped = false;
  #successes = 0;

  /** `read` gives frames of another disc; else they come by this disc's scripts. */
  constructor(
    readonly infos: readonly (StackInfo | undefined)[],
    readonly read?: ReadFrames,
  ) {
    this.cache = new Cache(BUDGET, (stack, frame) => this.#distance(stack, frame));
    const plans = infos.map((info, place) => (info ? chunkPlans(info.stack, place) : []));
    this.#unread = plans.flat().sort((one, other) => one.number - other.number);
    this.#chunkOf = plans.map(
      (plans) => new Map(plans.flatMap((plan) => plan.frames.map((frame) => [frame, plan] as const))),
    );
    this.#seen = infos.map(() => new Set());
    setTimeout(() => this.goOn(), HELD_MS);
  }

  /** The frame, if it is there now. */
  peek(stack: number, frame: number): Samples | undefined {
    return this.cache.get(stack, frame);
  }

  isLost(stack: number, frame: number): boolean {
    return this.#lost.has(`${stack}/${frame}`);
  }

  /** The frames of a stack that cannot be had. */
  lostOf(stack: number): number[] {
    const frames = this.infos[stack]?.stack.frames ?? 0;
    return Array.from({ length: frames }, (_, frame) => frame).filter((frame) => this.isLost(stack, frame));
  }

  /** How many frames of a stack came so far. */
  seenOf(stack: number): number {
    return this.#seen[stack]?.size ?? 0;
  }

  /** The frame, now or when it has come; `undefined` when it is lost. */
  frame(stack: number, frame: number): Promise<Samples | undefined> {
    const here = this.peek(stack, frame);
    if (here) return Promise.resolve(here);
    if (!this.#chunkOf[stack]?.has(frame) || this.isLost(stack, frame)) return Promise.resolve(undefined);
    return new Promise((settle) => {
      const key = `${stack}/${frame}`;
      const entry = this.#wanted.get(key) ?? { id: { stack, frame }, settle: [] };
      entry.settle.push(settle);
      this.#wanted.set(key, entry);
      this.pump();
    });
  }

  /** Part `number` of the index. Fails where its file is missing, or cannot be read the second time either. */
  part<T>(number: number): Promise<T> {
    let entry = this.#parts.get(number);
    if (!entry) {
      let settle: ((part: unknown) => void) | undefined;
      const promise = new Promise<unknown>((done, failed) => {
        settle = (part) => (part === undefined ? failed(new Error(`part ${number} is missing`)) : done(part));
      });
      this.#parts.set(number, (entry = { promise, settle }));
      this.pump();
    }
    return entry.promise as Promise<T>;
  }

  /** The stack with its table. */
  async open(place: number): Promise<StackInfo & { table: FrameTable }> {
    const info = this.infos[place];
    if (!info) throw new Error(`no stack ${place}`);
    if (typeof info.stack.table === "number") info.table ??= await this.part<FrameTable>(info.stack.table);
    return info as StackInfo & { table: FrameTable };
  }

  /** `owner` looks at this frame now: it comes first, its stack next. */
  focus(owner: object, stack: number, frame: number): void {
    this.#focus.delete(owner);
    this.#focus.set(owner, { stack, frame, came: this.cache.has(stack, frame) });
    this.#readAhead.clear();
    this.#tryAgain({ stack, frame });
    this.pump();
  }

  /** A disc that could not be read may be read the second time: once, when somebody looks there. */
  #tryAgain(id: FrameId): void {
    const plan = this.isLost(id.stack, id.frame) ? this.#planOf(id) : undefined;
    if (!plan || !this.#failed.delete(plan)) return;
    for (const frame of plan.frames) this.#lost.delete(`${plan.stack}/${frame}`);
  }

  blur(owner: object): void {
    this.#focus.delete(owner);
  }

  /** A small file to be read before the bulk. */
  enqueue(job: () => Promise<unknown>): void {
    this.#small.push(job);
    this.pump();
  }

  /** Starts the next script, if none is in flight. */
  pump(): void {
    if (this.stopped || this.#busy || this.pool.full) return;
    const job = this.#choose();
    if (!job) return;
    this.#busy = true;
    void job().then(() => {
      this.#busy = false;
      this.pump();
    });
  }

  #choose(): (() => Promise<unknown>) | undefined {
    const plan = this.#partWanted(false) ? undefined : (this.#looked() ?? this.#asked());
    if (plan) return () => this.#readChunk(plan);
    const part = this.#partWanted(false) ?? this.#partWanted(true);
    if (part !== undefined) return () => this.#readPart(part);
    if (this.#held) return undefined;
    const small = this.#small.shift();
    if (small) return small;
    const next = this.#ahead() ?? this.#rest();
    return next && (() => this.#readChunk(next));
  }

  /** The first image is shown: now everything else. */
  goOn(): void {
    this.#held = false;
    this.pump();
  }

  #missing({ stack, frame }: FrameId): boolean {
    return !this.cache.has(stack, frame) && !this.isLost(stack, frame) && !this.#flying.has(`${stack}/${frame}`);
  }

  #looked(): ChunkPlan | undefined {
    const waiting = (id: FrameId & { came: boolean }) => !id.came && this.#missing(id) && this.#planOf(id);
    const latest = [...this.#focus.values()].reverse().find(waiting);
    return latest && this.#planOf(latest);
  }

  #asked(): ChunkPlan | undefined {
    for (const { id } of this.#wanted.values()) if (this.#missing(id)) return this.#planOf(id);
    return undefined;
  }

  #planOf({ stack, frame }: FrameId): ChunkPlan | undefined {
    return this.#chunkOf[stack]?.get(frame);
  }

  /** Shown stacks, nearest frames first, as far as the budget reaches. */
  #ahead(): ChunkPlan | undefined {
    const shown = [...this.#focus.values()];
    for (const { stack, frame } of shown.reverse()) {
      const info = this.infos[stack]!.stack;
      const frames = (0.9 * BUDGET) / shown.length / this.#frameBytes(stack);
      const reach = Math.floor((frames - 1) / 2);
      for (let step = 1; step <= Math.min(reach, info.frames); step++) {
        for (const near of [frame + step, frame - step]) {
          const id = { stack, frame: near };
          const plan = this.#planOf(id);
          if (!plan || this.#readAhead.has(plan) || !this.#missing(id)) continue;
          this.#readAhead.add(plan);
          return plan;
        }
      }
    }
    return undefined;
  }

  /** Everything that was never read, in the disc's order, while it costs nobody his place. */
  #rest(): ChunkPlan | undefined {
    while (this.#unread.length && this.#read.has(this.#unread[0]!)) this.#unread.shift();
    const plan = this.#unread[0];
    const bytes = plan ? plan.frames.length * this.#frameBytes(plan.stack) : 0;
    return this.cache.bytes + bytes > 0.9 * BUDGET ? undefined : plan;
  }

  #frameBytes(place: number): number {
    const { rows, columns, color, sample, encoding } = this.infos[place]!.stack;
    return rows * columns * (color ? 4 : encoding === "predicted" ? sampleBytes(sample ?? "u16") : 1);
  }

  #distance(stack: number, frame: number): number {
    let least = Number.MAX_SAFE_INTEGER;
    for (const focus of this.#focus.values()) {
      if (focus.stack === stack) least = Math.min(least, Math.abs(focus.frame - frame));
    }
    return this.#wanted.has(`${stack}/${frame}`) ? 0 : least;
  }

  /** A part that is waited for; those that could not be read once come after the images. */
  #partWanted(failed: boolean): number | undefined {
    for (const [number, part] of this.#parts) if (part.settle && (part.failed ?? false) === failed) return number;
    return undefined;
  }

  async #readPart(number: number): Promise<void> {
    heard.part = undefined;
    await loadScript(fileName("j", number), "utf-8");
    const entry = this.#parts.get(number)!;
    const part = heard.part as [number, unknown] | undefined;
    const found = part?.[0] === number ? part[1] : undefined;
    if (found === undefined && !entry.failed) return void (entry.failed = true);
    const { settle } = entry;
    entry.settle = undefined;
    if (found === undefined) this.lostParts.add(number);
    settle?.(found);
    if (found === undefined) this.events.emit("lostPart", number);
  }

  async #readOther(plan: ChunkPlan, read: ReadFrames): Promise<void> {
    const all = await read(plan).catch(() => []);
    plan.frames.forEach((frame, n) => {
      const samples = all[n];
      if (samples) this.#arrive({ stack: plan.stack, frame }, samples);
      else this.#lose({ stack: plan.stack, frame });
    });
  }

  async #readChunk(plan: ChunkPlan): Promise<void> {
    heard.payload = undefined;
    this.#read.add(plan);
    if (this.read) return this.#readOther(plan, this.read);
    await loadScript(fileName("c", plan.number), "windows-1252");
    const payload = heard.payload as Payload | undefined;
    heard.payload = undefined;
    const text = payload?.[0] === plan.number ? payloadText(payload) : undefined;
    if (text === undefined || !passesSelfTest(text)) {
      if (text !== undefined && !this.#successes) this.events.emit("unreadable", undefined);
      // Only the first failure is remembered: there is no third try.
      if (!this.#tried.has(plan)) this.#failed.add(plan);
      this.#tried.add(plan);
      for (const frame of plan.frames) this.#lose({ stack: plan.stack, frame });
      return;
    }
    this.#successes++;
    this.#decodeAll(plan, payload![1], text);
  }

  #decodeAll(plan: ChunkPlan, lengths: [number, number][], text: string): void {
    let from = SELF_TEST;
    plan.frames.forEach((frame, n) => {
      const [length, crc] = lengths[n] ?? [0, 0];
      const piece = text.slice(from, (from += length));
      const id = { stack: plan.stack, frame };
      if (!length) this.#lose(id);
      else if (this.#missing(id)) void this.#decode(id, piece, length, crc);
    });
  }

  async #decode(id: FrameId, text: string, length: number, crc: number): Promise<void> {
    const { stack } = this.infos[id.stack]!;
    const { encoding, sample, rows, columns } = stack;
    const key = `${id.stack}/${id.frame}`;
    this.#flying.add(key);
    const job = { text, length, crc, encoding, sample: sample ?? "u8", rows, columns } as const;
    const { samples, picture } = await this.pool.decode(job);
    const frame: Samples | undefined = picture
      ? await decodePicture(picture, stack).catch(() => undefined)
      : samples && { kind: "gray", rows, columns, data: samples };
    this.#flying.delete(key);
    if (frame) this.#arrive(id, frame);
    else this.#lose(id);
    this.pump();
  }

  #arrive(id: FrameId, samples: Samples): void {
    for (const focus of this.#focus.values()) {
      if (focus.stack === id.stack && focus.frame === id.frame) focus.came = true;
    }
    this.cache.put(id.stack, id.frame, samples);
    this.#settle(id, samples);
    this.events.emit("loaded", id);
    this.#count(id);
  }

  #lose(id: FrameId): void {
    this.#lost.add(`${id.stack}/${id.frame}`);
    this.#settle(id, undefined);
    this.events.emit("lost", id);
    this.#count(id);
  }

  #settle({ stack, frame }: FrameId, samples: Samples | undefined): void {
    const key = `${stack}/${frame}`;
    const wanted = this.#wanted.get(key);
    this.#wanted.delete(key);
    wanted?.settle.forEach((settle) => settle(samples));
  }

  #count({ stack, frame }: FrameId): void {
    const seen = this.#seen[stack]!;
    const before = seen.size;
    seen.add(frame);
    if (seen.size > before && seen.size === this.infos[stack]!.stack.frames) this.events.emit("complete", stack);
  }
}

/** The payload's characters, one for each byte, of either form. */
function payloadText([, , text, base64]: Payload): string | undefined {
  try {
    return base64 ? atob(text) : text;
  } catch {
    return undefined;
  }
}
