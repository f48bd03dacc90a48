// Bundles each script of this directory with the libraries that it imports, and its style sheets, into static/vendor.
// `make setup` runs it; what it makes is never committed, and the wheel carries it.
import { build } from "esbuild";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const front = import.meta.dirname;
const root = join(front, "../../../..");
const target = join(front, "../static/vendor");
const fresh = `${target}.new`;

/** The folder of the package that a bundled file belongs to, or none for a file of our own. */
function packageOf(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

/** The name, version and licence of a package, with the text of its licence files. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const files = readdirSync(join(root, folder)).filter((file) => /licen[cs]e|notice|copying/i.test(file)).sort();
  const texts = files.map((file) => readFileSync(join(root, folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}

rmSync(fresh, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: readdirSync(front).filter((file) => file.endsWith(".js")).map((file) => relative(root, join(front, file))),
  outdir: fresh,
  assetNames: "files/[name]-[hash]",
  bundle: true,
  charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  format: "iife",
  legalComments: "eof",
  loader: { ".gif": "file", ".png": "file", ".svg": "file", ".ttf": "file", ".woff": "file", ".woff2": "file" },
  logLevel: "warning",
  metafile: true,
  minify: true,
  target: "es2022",
});
const packages = [...new Set(Object.keys(metafile.inputs).map(packageOf).filter(Boolean))].sort();
writeFileSync(join(fresh, "LICENSES.txt"), packages.map(licenceOf).join(`\n\n${"-".repeat(80)}\n\n`) + "\n");
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  if (/\.(js|css)$/.test(file)) console.log(`${file.split("/").at(-1)}: ${Math.round(bytes / 1000)} kB`);
}
