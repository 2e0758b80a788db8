// Builds dist/viewer.js and dist/viewer.css. `--check` only asks the type checker.
// esbuild and typescript come from target/peers (`cargo xtask peers`) or the folder NODE_MODULES names.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
/** Bytes of script and style together: what a page of a disc may cost. */
const BUDGET = 150_000;
const TARGET = ["chrome116", "firefox115", "safari16.4"];

function modules() {
  const peers = join(here, "../target/peers");
  const places = [process.env.NODE_MODULES, join(peers, "npm/node_modules"), join(peers, "node_modules")];
  const found = places.find((place) => place && existsSync(join(place, "esbuild")));
  if (!found) throw new Error("no esbuild: run `cargo xtask peers`, or set NODE_MODULES");
  return resolve(found);
}

const packages = modules();
const esbuild = createRequire(join(packages, "x.js"))("esbuild");

/** `import text from "worker:./x.ts"`: a worker's whole script as text (blob workers import nothing). */
const worker = {
  name: "worker",
  setup(build) {
    build.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice("worker:".length)),
      namespace: "worker",
    }));
    build.onLoad({ filter: /./, namespace: "worker" }, async ({ path }) => {
      const made = await esbuild.build({ ...options(path), write: false });
      return { contents: made.outputFiles[0].text, loader: "text", watchFiles: [path] };
    });
  },
};

function options(entry) {
  return {
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    absWorkingDir: here,
  };
}

async function bundle(entry) {
  const made = await esbuild.build({ ...options(entry), plugins: [worker], write: false });
  // `]]>` would end the CDATA section that the page puts around a script.
  return made.outputFiles[0].text.replaceAll("]]>", "]] >");
}

export async function build() {
  return { "viewer.js": await bundle("src/main.ts"), "viewer.css": await bundle("src/style.css") };
}

if (process.argv.includes("--check")) {
  const tsc = join(packages, "typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "--project", join(here, "tsconfig.json")], { stdio: "inherit" });
} else {
  const out = process.env.OUT ?? join(here, "dist");
  mkdirSync(out, { recursive: true });
  let total = 0;
  for (const [name, text] of Object.entries(await build())) {
    const bytes = Buffer.from(text);
    total += bytes.length;
    writeFileSync(join(out, name), bytes);
    console.log(`${name} ${bytes.length}`);
  }
  console.log(`together ${total} of ${BUDGET}`);
  if (total > BUDGET) process.exitCode = 1;
}
