import type { HeaderBits } from "./header-bits";

interface Node {
  value: number;
  low: number;
  known: boolean;
}

/** A tag tree (ISO 15444-1 B.10.2): numbers of a grid, each level the least of four below. */
export class TagTree {
  readonly #levels: { width: number; nodes: Node[] }[] = [];

  constructor(width: number, height: number) {
    for (let [w, h] = [width, height]; ; w = (w + 1) >> 1, h = (h + 1) >> 1) {
      this.#levels.push({ width: w, nodes: Array.from({ length: w * h }, () => ({ value: 0, low: 0, known: false })) });
      if (w <= 1 && h <= 1) break;
    }
  }

  /** Whether the number at a place is less than `threshold`; reads as far as that needs. */
  isBelow(bits: HeaderBits, column: number, row: number, threshold: number): boolean {
    let low = 0;
    let node: Node | undefined;
    for (let level = this.#levels.length - 1; level >= 0; level--) {
      const { width, nodes } = this.#levels[level]!;
      node = nodes[(row >> level) * width + (column >> level)]!;
      node.low = Math.max(node.low, low);
      while (!node.known && node.low < threshold) {
        if (bits.bit()) {
          node.value = node.low;
          node.known = true;
        } else node.low++;
      }
      low = node.known ? node.value : node.low;
    }
    return node !== undefined && node.known && node.value < threshold;
  }

  /** The number at a place, read to its end. */
  value(bits: HeaderBits, column: number, row: number): number {
    let threshold = 1;
    while (!this.isBelow(bits, column, row, threshold)) if (++threshold > MOST) throw new RangeError("tag tree");
    return threshold - 1;
  }
}

/** Bit planes and layers are fewer. */
const MOST = 1 << 16;
