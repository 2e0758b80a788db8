// Packages that `cargo xtask peers` put into target/peers/npm: ES modules do not look at NODE_PATH.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const require = createRequire(join(root, "target/peers/npm/package.json"));

/** Loads one of the packages by its name. */
export async function peer(name) {
  return import(pathToFileURL(require.resolve(name)));
}

/** Path of a file of one of the packages. */
export function peerFile(path) {
  return require.resolve(path);
}
