// Runs test/*.test.ts in node, each bundled by esbuild: `node viewer/test.mjs [name...]`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const places = [process.env.NODE_MODULES, join(here, "../target/peers/npm/node_modules"), join(here, "../target/peers/node_modules")];
const packages = places.find((place) => place && existsSync(join(place, "esbuild")));
if (!packages) throw new Error("no esbuild: run `cargo xtask peers`, or set NODE_MODULES");
const esbuild = createRequire(join(packages, "x.js"))("esbuild");
const wanted = process.argv.slice(2);
const names = readdirSync(join(here, "test"))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
/** What build.mjs makes of other scripts is nothing that a test in node runs. */
const left = {
  name: "left",
  setup(build) {
    build.onResolve({ filter: /^(worker|style|shared):/ }, ({ path }) => ({ path, namespace: "left" }));
    build.onLoad({ filter: /./, namespace: "left" }, () => ({ contents: "export default ''" }));
  },
};
const out = mkdtempSync(join(tmpdir(), "viewer-test-"));
try {
  await esbuild.build({
    entryPoints: names.map((name) => join(here, "test", name)),
    bundle: true,
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    outdir: out,
    logLevel: "warning",
    plugins: [left],
  });
  const files = readdirSync(out).map((name) => join(out, name));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit", cwd: here }).status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
