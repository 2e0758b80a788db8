import { BlockDecoder } from "./block";
import { readCodestream, type Codestream, type Tile } from "./codestream";
import { readPackets } from "./packets";
import { segmentsOf, tileComponents, type Block, type Subband, type TileComponent } from "./tile";
import { synthesised, type Plane } from "./wavelet";

/** A frame of JPEG 2000: components of each pixel one after the other, signed where they are. */
export interface Jpeg2000Frame {
  rows: number;
  columns: number;
  components: number;
  values: Int32Array;
}

/** Decodes a JPEG 2000 Part 1 codestream; its components must be as large as the image. */
export function decodeJpeg2000(bytes: Uint8Array): Jpeg2000Frame {
  const image = readCodestream(bytes);
  const [columns, rows] = [image.x1 - image.x0, image.y1 - image.y0];
  const components = image.components.length;
  if (image.components.some(({ dx, dy }) => dx !== 1 || dy !== 1)) throw new RangeError("subsampled components");
  const values = new Int32Array(rows * columns * components);
  for (const [number, tile] of image.tiles) decodeTile(image, number, tile, values);
  return { rows, columns, components, values };
}

function decodeTile(image: Codestream, number: number, { style, parts }: Tile, values: Int32Array): void {
  const components = tileComponents(image, number, style);
  readPackets(together(parts), components, style.order, image.components);
  const planes = components.map(planeOf);
  if (style.order.transform && planes.length >= 3) uncolored(planes, components[0]!.coding.reversible);
  const [width, count] = [image.x1 - image.x0, image.components.length];
  planes.forEach(({ x0, y0, x1, y1, values: own }, n) => {
    const { precision, signed } = image.components[n]!;
    const shift = signed ? 0 : 2 ** (precision - 1);
    const [least, most] = signed ? [-(2 ** (precision - 1)), 2 ** (precision - 1) - 1] : [0, 2 ** precision - 1];
    let from = 0;
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const value = Math.round(own[from++]!) + shift;
        values[((y - image.y0) * width + x - image.x0) * count + n] = value < least ? least : value > most ? most : value;
      }
    }
  });
}

function together(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function planeOf({ resolutions, coding }: TileComponent): Plane {
  const [lowest, ...others] = resolutions;
  let plane = subbandPlane(lowest!.bands[0]!, coding.style, coding.reversible);
  for (const resolution of others) {
    const bands = resolution.bands.map((band) => subbandPlane(band, coding.style, coding.reversible)) as [Plane, Plane, Plane];
    const { x0, y0, x1, y1 } = resolution;
    plane = synthesised({ x0, y0, x1, y1 }, plane, bands, coding.reversible);
  }
  return plane;
}

function subbandPlane(band: Subband, style: number, reversible: boolean): Plane {
  const { x0, y0, x1, y1 } = band;
  const values = new Float32Array(Math.max(0, x1 - x0) * Math.max(0, y1 - y0));
  for (const { blocks } of band.groups) for (const block of blocks) if (block.passes) putBlock(band, block, style, reversible, values);
  return { x0, y0, x1, y1, values };
}

/** More bit planes than a magnitude of 32 bits can have. */
const MOST_PLANES = 31;

function putBlock(band: Subband, block: Block, style: number, reversible: boolean, values: Float32Array): void {
  const [width, height] = [block.x1 - block.x0, block.y1 - block.y0];
  const planes = band.planes - block.missing;
  if (planes > MOST_PLANES) throw new RangeError("too many bit planes");
  const decoder = new BlockDecoder(width, height, band.band, style);
  decoder.decode(segmentsOf(block), planes);
  for (let row = 0; row < height; row++) {
    const to = (block.y0 + row - band.y0) * (band.x1 - band.x0) + block.x0 - band.x0;
    for (let column = 0; column < width; column++) {
      const from = (row + 1) * decoder.stride + column + 1;
      const size = decoder.magnitudes[from]!;
      if (!size) continue;
      // What is not known of it is half a step of its lowest plane; a whole integer lacks nothing.
      const lowest = decoder.lowest[from]!;
      const half = reversible && lowest === 0 ? 0 : 2 ** (lowest - 1);
      values[to + column] = (decoder.negative[from] ? -1 : 1) * (size + half) * band.step;
    }
  }
}

/** Undoes the component transform (G.2, G.3) of the first three components. */
function uncolored([one, two, three]: Plane[], reversible: boolean): void {
  const [a, b, c] = [one!.values, two!.values, three!.values];
  for (let at = 0; at < a.length; at++) {
    const [y, u, v] = [a[at]!, b[at]!, c[at]!];
    if (reversible) {
      const green = y - Math.floor((u + v) / 4);
      [a[at], b[at], c[at]] = [v + green, green, u + green];
    } else {
      [a[at], b[at], c[at]] = [y + 1.402 * v, y - 0.344136 * u - 0.714136 * v, y + 1.772 * u];
    }
  }
}
