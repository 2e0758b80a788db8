import type { Form } from "./data-set";

/** How frames stand in the pixel data. */
export type Codec = "native" | "rle" | "jpeg" | "jpeg-lossless" | "jpeg-ls" | "jpeg-2000";

/** A transfer syntax that can be opened here; without a codec only its header. */
export interface Syntax extends Form {
  name: string;
  codec?: Codec;
  deflated?: true;
}

const explicit = { explicit: true, little: true } as const;

/** By UID, without the root 1.2.840.10008.1.2 (PS3.5 10, A). */
const SYNTAXES: { [end: string]: Syntax } = {
  "": { explicit: false, little: true, name: "Implicit VR Little Endian", codec: "native" },
  ".1": { ...explicit, name: "Explicit VR Little Endian", codec: "native" },
  ".1.99": { ...explicit, name: "Deflated Explicit VR Little Endian", codec: "native", deflated: true },
  ".2": { explicit: true, little: false, name: "Explicit VR Big Endian", codec: "native" },
  ".4.50": { ...explicit, name: "JPEG Baseline", codec: "jpeg" },
  ".4.51": { ...explicit, name: "JPEG Extended", codec: "jpeg" },
  ".4.57": { ...explicit, name: "JPEG Lossless", codec: "jpeg-lossless" },
  ".4.70": { ...explicit, name: "JPEG Lossless SV1", codec: "jpeg-lossless" },
  ".4.80": { ...explicit, name: "JPEG-LS Lossless", codec: "jpeg-ls" },
  ".4.81": { ...explicit, name: "JPEG-LS Near-lossless", codec: "jpeg-ls" },
  ".4.90": { ...explicit, name: "JPEG 2000 Lossless", codec: "jpeg-2000" },
  ".4.91": { ...explicit, name: "JPEG 2000", codec: "jpeg-2000" },
  ".4.100": { ...explicit, name: "MPEG2" },
  ".4.101": { ...explicit, name: "MPEG2 High Level" },
  ".4.102": { ...explicit, name: "MPEG-4 AVC/H.264" },
  ".4.103": { ...explicit, name: "MPEG-4 AVC/H.264 BD" },
  ".4.201": { ...explicit, name: "HTJ2K Lossless" },
  ".4.203": { ...explicit, name: "HTJ2K" },
  ".5": { ...explicit, name: "RLE Lossless", codec: "rle" },
};

const ROOT = "1.2.840.10008.1.2";

export function syntaxOf(uid: string): Syntax {
  return (uid.startsWith(ROOT) ? SYNTAXES[uid.slice(ROOT.length)] : undefined) ?? { ...explicit, name: uid };
}
