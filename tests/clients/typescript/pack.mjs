// Packs generated clients and installs the packages into an empty project: `node pack.mjs PROJECT CLIENT...`
// Prints of each package its files, paths and size in bytes: JSON.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const [project, ...clients] = process.argv.slice(2);
const tools = fileURLToPath(new URL("node_modules/.bin", import.meta.url));
if (!existsSync(tools)) throw new Error("tsc is not installed here: run `cargo xtask test clients`");

function npm(cwd, ...line) {
  const env = { ...process.env, PATH: tools + delimiter + process.env.PATH };
  return execFileSync("npm", line, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

rmSync(project, { recursive: true, force: true });
mkdirSync(project, { recursive: true });
writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
const packages = clients.map((client) => {
  // A copy: what is built must not stand in the generated folder.
  const copy = join(project, "packing", basename(client));
  cpSync(client, copy, { recursive: true });
  // What `prepack` prints comes first.
  const [packed] = JSON.parse(npm(copy, "pack", "--json", "--loglevel=error").replace(/^[^[]*/, ""));
  return { file: join(copy, packed.filename), files: packed.files.map((file) => file.path), bytes: packed.size, unpacked: packed.unpackedSize };
});
const files = packages.map(({ file }) => file);
npm(project, "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", ...files);
rmSync(join(project, "packing"), { recursive: true });
console.log(JSON.stringify(packages.map(({ file, ...rest }) => rest)));
