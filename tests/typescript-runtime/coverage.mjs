// Names each function of a folder's programs that no test called: `coverage.mjs COVERAGE PROGRAMS`. COVERAGE is what V8 wrote down.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [coverage, programs] = process.argv.slice(2);
const isTest = (name) => name.endsWith(".test.js") || name.endsWith(".fixture.js");
const isCode = (name) => readFileSync(join(programs, name), "utf8").trim() !== "export {};";
const names = readdirSync(programs).filter((name) => name.endsWith(".js") && !isTest(name) && isCode(name));
const urls = new Map(names.map((name) => [pathToFileURL(join(programs, name)).href, name]));
const called = new Map();
for (const file of readdirSync(coverage)) {
  for (const { url, functions } of JSON.parse(readFileSync(join(coverage, file), "utf8")).result) {
    if (!urls.has(url)) continue;
    for (const { functionName, ranges } of functions) {
      const [{ startOffset, count }] = ranges;
      const key = `${urls.get(url)}:${startOffset} ${functionName}`;
      called.set(key, (called.get(key) ?? 0) + count);
    }
  }
}
const missing = [...called].filter(([, count]) => count === 0).map(([key]) => key);
for (const name of missing) console.error(`no test calls ${name}`);
const unloaded = names.filter((name) => ![...called.keys()].some((key) => key.startsWith(`${name}:`)));
for (const name of unloaded) console.error(`no test loads ${name}`);
process.exit(missing.length + unloaded.length === 0 ? 0 : 1);
