// Bundle the editor into the Python package, with the licences of what is in the bundle beside it.
// The same sources and lock file give the same bytes.
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "dxgraph", "web", "static", "built");

// What a bundle may hold and be given away under the MIT licence, its notices beside it.
const ALLOWED = new Set(["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"]);

const result = await build({
  absWorkingDir: here,
  entryPoints: { editor: "src/editor.ts" },
  outdir: out,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  target: "es2021",
  write: false,
});

await mkdir(out, { recursive: true });
await put("editor.licenses.txt", await licences(Object.keys(result.metafile.inputs)));
// Last, because its time says whether all is built.
for (const file of result.outputFiles) await put("editor.js", file.contents);

/** Write whole or not at all: a server may be reading. */
async function put(name, content) {
  const path = join(out, name);
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

async function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  const notices = [];
  for (const folder of [...folders].sort()) {
    const about = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
    if (!ALLOWED.has(about.license)) {
      throw new Error(`${about.name} ${about.version} has the licence ${about.license}, which is not among ${[...ALLOWED].join(", ")}`);
    }
    const file = (await readdir(join(here, folder))).find((name) => /^licen[cs]e/i.test(name));
    if (!file) throw new Error(`${about.name} ${about.version} carries no text of its licence`);
    const text = (await readFile(join(here, folder, file), "utf8")).trim();
    notices.push(`${about.name} ${about.version} (${about.license})\n\n${text}\n`);
  }
  const rule = `\n${"-".repeat(78)}\n\n`;
  return `The file editor.js beside this one holds these packages, each under its licence:\n\n${notices.join(rule)}`;
}
