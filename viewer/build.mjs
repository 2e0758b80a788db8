// Builds dist/viewer.js and dist/viewer.css, and dist/ondemand.js (viewer/o0000001 on the disc). `--check` only asks the type checker.
// esbuild and typescript come from target/peers (`cargo xtask peers`) or the folder NODE_MODULES names.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
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

/** `import text from "style:./x.css"`: a style as text. */
const style = {
  name: "style",
  setup(build) {
    build.onResolve({ filter: /^style:/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice("style:".length)), namespace: "style" }));
    build.onLoad({ filter: /./, namespace: "style" }, async ({ path }) => ({ contents: await bundle(path), loader: "text", watchFiles: [path] }));
  },
};

/**
 * Modules of the page's script that the script on demand uses too, because they have state or are
 * large. The page hands them over in `filmdeskCore`; all else that both use is in both.
 */
const SHARED = [
  "bytes", "feature", "key/keys", "over/later", "over/paint", "overlay/layer", "picture/render",
  "presentation/states", "ui/controls", "ui/dialog", "ui/dom", "view/image-panel", "view/text", "words/words",
];

/** `import "shared:modules"`: in the page, the hand-over. */
const handOver = {
  name: "hand-over",
  setup(build) {
    build.onResolve({ filter: /^shared:modules$/ }, ({ path }) => ({ path, namespace: "shared" }));
    build.onLoad({ filter: /./, namespace: "shared" }, () => {
      const imports = SHARED.map((name, number) => `import * as m${number} from "./src/${name}";`);
      const table = SHARED.map((name, number) => `${JSON.stringify(name)}: m${number}`);
      return { contents: `${imports.join("\n")}\nglobalThis.filmdeskCore = { ${table.join(", ")} };`, resolveDir: here };
    });
  },
};

/** In the script on demand: what the page handed over. */
const takeOver = {
  name: "take-over",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const name = relative(join(here, "src"), join(resolveDir, path)).replaceAll("\\", "/");
      return SHARED.includes(name) ? { path: name, namespace: "shared" } : undefined;
    });
    build.onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({
      contents: `module.exports = globalThis.filmdeskCore[${JSON.stringify(path)}];`,
    }));
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

async function bundle(entry, plugins = []) {
  const made = await esbuild.build({ ...options(entry), plugins, write: false });
  // `]]>` would end the CDATA section that the page puts around a script. Control characters, which
  // stand in strings only, are none of XML's: WebKitGTK takes the page for the XHTML that it is.
  const escape = (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return made.outputFiles[0].text.replaceAll("]]>", "]] >").replace(/[\0-\x08\v\f\x0e-\x1f]/g, escape);
}

export async function build() {
  return {
    "viewer.js": await bundle("src/main.ts", [worker, handOver]),
    "viewer.css": await bundle("src/style.css"),
    "ondemand.js": await bundle("src/ondemand/entry.ts", [takeOver, style]),
  };
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
    if (name.startsWith("viewer.")) total += bytes.length;
    writeFileSync(join(out, name), bytes);
    console.log(`${name} ${bytes.length}`);
  }
  console.log(`together ${total} of ${BUDGET}`);
  if (total > BUDGET) process.exitCode = 1;
}
