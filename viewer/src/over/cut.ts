import { center, type Plane } from "../geometry/plane";
import type { Cut } from "../mpr/reslice";

/** A cut through a volume as large as an image, and how its pixels lie on the image's. */
export interface CutOver {
  cut: Cut;
  place: [number, number, number, number, number, number];
}

/** The cut at an image's place, with pixels of `pixel` mm. */
export function cutOver(plane: Plane, pixel: number): CutOver {
  const width = Math.ceil((plane.columns * plane.spacing[1]) / pixel);
  const height = Math.ceil((plane.rows * plane.spacing[0]) / pixel);
  const { right, down, normal } = plane;
  const [a, d] = [pixel / plane.spacing[1], pixel / plane.spacing[0]];
  return {
    cut: { center: center(plane), right, down, normal, pixel, width, height, slab: 0, mode: "mean" },
    place: [a, 0, 0, d, (plane.columns - width * a) / 2, (plane.rows - height * d) / 2],
  };
}
