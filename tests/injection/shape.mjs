// The shape of each TypeScript file below a folder: all but the text of literals and comments and the spelling of names.
// Prints a JSON object: for each file a list of [what, line].
//
//     node shape.mjs NODE_MODULES FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve, sep } from "node:path";

const [modules, folder] = process.argv.slice(2);
const ts = createRequire(join(resolve(modules), "x.js"))("typescript");

function shape(path) {
  const text = readFileSync(path, "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  if (file.parseDiagnostics.length > 0) {
    const [first] = file.parseDiagnostics;
    const { line } = file.getLineAndCharacterOfPosition(first.start);
    throw new Error(`${path}:${line + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, "\n")}`);
  }
  const found = [];
  const say = (what, at) => found.push([what, file.getLineAndCharacterOfPosition(at).line + 1]);
  for (const directive of file.commentDirectives ?? []) say("an order to the compiler", directive.range.pos);
  for (const pragma of file.pragmas.keys()) say(`pragma ${pragma}`, 0);
  for (const reference of [...file.referencedFiles, ...file.typeReferenceDirectives, ...file.libReferenceDirectives]) {
    say("a reference", reference.pos);
  }
  visit(file);
  return found;

  function visit(node) {
    // A bar may stand in front of one type alone.
    if (ts.isUnionTypeNode(node) && node.types.length === 1) return visit(node.types[0]);
    say(kind(node), node.getStart(file));
    for (const comment of node.jsDoc ?? []) {
      for (const tag of comment.tags ?? []) say(`tag ${tag.tagName.text}`, tag.pos);
      const parts = typeof comment.comment === "string" ? [] : (comment.comment ?? []);
      for (const part of parts) if (part.kind !== ts.SyntaxKind.JSDocText) say("link", part.pos);
    }
    // A name of a property may be written in several ways, and names sort the types of a union.
    if (isName(node)) return;
    if (ts.isUnionTypeNode(node)) [...node.types].sort((a, b) => (sketch(a) < sketch(b) ? -1 : 1)).forEach(visit);
    else ts.forEachChild(node, visit);
  }
}

function sketch(node) {
  const parts = [kind(node)];
  ts.forEachChild(node, (child) => void parts.push(sketch(child)));
  return parts.join(" ");
}

function isName(node) {
  return node.parent?.name === node && ts.isPropertyName(node);
}

function kind(node) {
  if (isName(node)) return "name";
  const plain = ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) ? ` ${node.text}` : "";
  return ts.SyntaxKind[node.kind] + plain;
}

const shapes = {};
for (const name of readdirSync(folder, { recursive: true }).sort()) {
  if (name.endsWith(".ts") && !name.includes("node_modules")) {
    shapes[name.split(sep).join("/")] = shape(join(folder, name));
  }
}
console.log(JSON.stringify(shapes));
