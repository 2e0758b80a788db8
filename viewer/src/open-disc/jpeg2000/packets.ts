import type { Component, Order } from "./codestream";
import { HeaderBits } from "./header-bits";
import type { Block, Resolution, TileComponent } from "./tile";

/** Which packet comes next: of a layer, resolution, component and precinct. */
interface Packet {
  layer: number;
  resolution: Resolution;
  component: TileComponent;
  precinct: number;
}

/** Reads all packets of a tile; what is cut off at the end is left out. */
export function readPackets(bytes: Uint8Array, components: TileComponent[], order: Order, image: Component[]): void {
  let at = 0;
  for (const packet of packetsOf(components, order, image)) {
    if (at >= bytes.length) return;
    try {
      at = readPacket(bytes, at, packet, order);
    } catch {
      return;
    }
  }
}

function packetsOf(components: TileComponent[], { progression, layers }: Order, image: Component[]): Iterable<Packet> {
  if (progression === 0) return byLayer(components, layers);
  if (progression === 1) return byResolution(components, layers);
  return byPosition(components, layers, progression, image);
}

const deepest = (components: TileComponent[]): number => Math.max(...components.map(({ resolutions }) => resolutions.length));

/** LRCP. */
function* byLayer(components: TileComponent[], layers: number): Iterable<Packet> {
  for (let layer = 0; layer < layers; layer++) {
    for (let r = 0; r < deepest(components); r++) yield* ofResolution(components, r, layer, layer + 1);
  }
}

/** RLCP. */
function* byResolution(components: TileComponent[], layers: number): Iterable<Packet> {
  for (let r = 0; r < deepest(components); r++) {
    for (let layer = 0; layer < layers; layer++) yield* ofResolution(components, r, layer, layer + 1);
  }
}

function* ofResolution(components: TileComponent[], r: number, from: number, to: number): Iterable<Packet> {
  for (const component of components) {
    const resolution = component.resolutions[r];
    if (!resolution) continue;
    for (let precinct = 0; precinct < resolution.across * resolution.down; precinct++) {
      for (let layer = from; layer < to; layer++) yield { layer, resolution, component, precinct };
    }
  }
}

/** A precinct and where its corner lies on the image. */
interface Placed {
  component: number;
  r: number;
  precinct: number;
  x: number;
  y: number;
}

/** What comes first in each of the progressions by position: RPCL, PCRL, CPRL. */
const KEYS: { [progression: number]: (placed: Placed) => number[] } = {
  2: ({ r, y, x, component, precinct }) => [r, y, x, component, precinct],
  3: ({ y, x, component, r, precinct }) => [y, x, component, r, precinct],
  4: ({ component, y, x, r, precinct }) => [component, y, x, r, precinct],
};

function* byPosition(components: TileComponent[], layers: number, progression: number, image: Component[]): Iterable<Packet> {
  const key = KEYS[progression];
  if (!key) throw new RangeError("progression");
  const all = components.flatMap((component, n) =>
    component.resolutions.flatMap((resolution, r) => placedOf(component, resolution, n, r, image[n]!)),
  );
  const keyed = all.map((placed) => ({ placed, key: key(placed) }));
  keyed.sort((a, b) => compare(a.key, b.key));
  for (const { placed } of keyed) {
    const component = components[placed.component]!;
    const resolution = component.resolutions[placed.r]!;
    for (let layer = 0; layer < layers; layer++) yield { layer, resolution, component, precinct: placed.precinct };
  }
}

/** The first precinct of a row or column lies where the tile begins, others at their own multiple. */
function placedOf(component: TileComponent, resolution: Resolution, n: number, r: number, { dx, dy }: Component): Placed[] {
  const { across, down, precinct, x0, y0 } = resolution;
  const scale = 2 ** (component.resolutions.length - 1 - r);
  const side = (start: number, size: number, number: number, from: number, d: number) => (number === 0 ? from * d : (Math.floor(start / size) + number) * size * scale * d);
  return Array.from({ length: across * down }, (_, number) => ({
    component: n,
    r,
    precinct: number,
    x: side(x0, 2 ** precinct[0], number % across, component.x0, dx),
    y: side(y0, 2 ** precinct[1], Math.floor(number / across), component.y0, dy),
  }));
}

function compare(a: number[], b: number[]): number {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return a[n]! - b[n]!;
  return 0;
}

/** Code-block styles that end segments: every pass, and where raw passes begin and end. */
const TERMINATE = 4;
const BYPASS = 1;

function readPacket(bytes: Uint8Array, start: number, { layer, resolution, component, precinct }: Packet, order: Order): number {
  const isMarker = (at: number, low: number) => bytes[at] === 0xff && bytes[at + 1] === low;
  let at = start;
  if (isMarker(at, 0x91)) at += 6;
  const bits = new HeaderBits(bytes, at);
  const pieces: { block: Block; segment: number; length: number }[] = [];
  if (bits.bit()) {
    for (const band of resolution.bands) {
      const group = band.groups[precinct]!;
      for (const block of group.blocks) {
        const { column, row } = block;
        const isHere = block.included ? bits.bit() === 1 : group.inclusion.isBelow(bits, column, row, layer + 1);
        if (!isHere) continue;
        if (!block.included) {
          block.included = true;
          block.missing = group.missing.value(bits, column, row);
        }
        pieces.push(...readBlock(bits, block, component.coding.style));
      }
    }
  }
  bits.align();
  at = bits.at;
  if (order.eph && isMarker(at, 0x92)) at += 2;
  for (const { block, segment, length } of pieces) {
    block.segments[segment]!.pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return at;
}

/** Passes and lengths of a code-block in this packet (B.10.6, B.10.7). */
function readBlock(bits: HeaderBits, block: Block, style: number): { block: Block; segment: number; length: number }[] {
  let left = passesOf(bits);
  while (bits.bit()) block.lengthBits++;
  const pieces: { block: Block; segment: number; length: number }[] = [];
  while (left > 0) {
    const last = block.segments[block.segments.length - 1];
    const first = block.passes - (last?.passes ?? 0);
    const open = last ? roomOf(first, style) - last.passes : 0;
    if (open <= 0) block.segments.push({ passes: 0, pieces: [] });
    const segment = block.segments[block.segments.length - 1]!;
    const room = open > 0 ? open : roomOf(block.passes, style);
    const now = Math.min(left, room);
    pieces.push({ block, segment: block.segments.length - 1, length: bits.take(block.lengthBits + Math.floor(Math.log2(now))) });
    segment.passes += now;
    block.passes += now;
    left -= now;
  }
  return pieces;
}

/** How many passes a segment has that begins with pass `first`. */
function roomOf(first: number, style: number): number {
  if (style & TERMINATE) return 1;
  if (!(style & BYPASS)) return Infinity;
  if (first < 10) return 10 - first;
  return (first - 10) % 3 === 0 ? 2 : 1;
}

/** Table B.4. */
function passesOf(bits: HeaderBits): number {
  if (!bits.bit()) return 1;
  if (!bits.bit()) return 2;
  const few = bits.take(2);
  if (few < 3) return 3 + few;
  const some = bits.take(5);
  return some < 31 ? 6 + some : 37 + bits.take(7);
}
