import assert from "node:assert/strict";
import { test } from "node:test";
import type { Parameter } from "./operation.js";
import type { Parts } from "./parts.js";
import { type Style, putStyled } from "./styles.js";

/** Where a value is put: its text in the path, all of the query, its header, all cookies. */
function put(place: Parameter["place"], style: Style, value: unknown, explode = false): string | undefined {
  const parts: Parts = { path: new Map(), query: [], headers: new Headers(), cookies: [] };
  const parameter: Parameter = { name: "p", wire: "p", place, required: false, deep: false, explode, spread: false, style };
  const text = putStyled(parameter, style, value, parts);
  if (place === "path") return text;
  if (place === "header") return parts.headers.get("p") ?? undefined;
  return (place === "query" ? parts.query : parts.cookies).join("; ");
}

const object = { a: "x,y.", "b=": 1, c: null };
const unsent = (message: RegExp): object => ({ name: "UnsentError", message });

test("parts are told apart in urls", () => {
  assert.equal(put("path", ",", "a,b"), "a%2Cb");
  assert.equal(put("path", ",", ["a,b", 1, null]), "a%2Cb,1");
  assert.equal(put("path", ",", object), "a,x%2Cy.,b%3D,1");
  assert.equal(put("query", ",", object, true), "p=a=x%2Cy.,b%3D=1");
  assert.equal(put("query", "|", ["a", "b"]), "p=a%7Cb");
  assert.equal(put("query", " ", { a: "b" }), "p=a%20b");
  assert.throws(() => put("query", "|", ["a|b"]), unsent(/a part of `p` contains "\|"/));
  assert.throws(() => put("path", ",", [""]), unsent(/single empty item/));
  assert.throws(() => put("path", ",", [[1]]), unsent(/parts of parts/));
});

test("labels and matrices begin with what they are", () => {
  for (const [value, explode, label, matrix] of [
    ["a.b;", false, ".a%2Eb%3B", ";p=a.b%3B"],
    ["a.b;", true, ".a%2Eb%3B", ";p=a.b%3B"],
    [["a.", "b;"], false, ".a%2E,b%3B", ";p=a.,b%3B"],
    [["a.", "b;"], true, ".a%2E.b%3B", ";p=a.;p=b%3B"],
    [object, false, ".a,x%2Cy%2E,b%3D,1", ";p=a,x%2Cy.,b%3D,1"],
    [object, true, ".a=x%2Cy%2E.b%3D=1", ";a=x%2Cy.;b%3D=1"],
  ] as const) {
    assert.equal(put("path", "label", value, explode), label);
    assert.equal(put("path", "matrix", value, explode), matrix);
  }
});

test("headers and cookies keep their parts apart", () => {
  for (const [value, header, cookie] of [
    ["a, b", "a%2C b", "p=a%2C%20b"],
    [[" a", "b=", "%20"], "%20a,b=,%2520", "p=%20a,b%3D,%2520"],
    [object, "a,x%2Cy.,b=,1", "p=a,x%2Cy.,b%3D,1"],
  ] as const) {
    assert.equal(put("header", ",", value), header);
    assert.equal(put("cookie", ",", value), cookie);
  }
  assert.equal(put("header", ",", object, true), "a=x%2Cy.,b%3D=1");
  assert.equal(put("header", "plain", "a, b"), "a, b");
  assert.equal(put("cookie", "cookies", ["a;", "b"]), "p=a%3B; p=b");
  assert.equal(put("cookie", "cookies", { a: "x;", b: 1 }), "a=x%3B; b=1");
});

test("json is written in ASCII", () => {
  const value = { a: "ü📖, b" };
  const text = '{"a":"\\u00fc\\ud83d\\udcd6, b"}';
  assert.equal(put("header", "json", value), text);
  assert.equal(put("query", "json", value), `p=${encodeURIComponent(text)}`);
  assert.equal(put("cookie", "json", value), `p=${encodeURIComponent(text)}`);
  const round: { self?: unknown } = {};
  round.self = round;
  assert.throws(() => put("path", "json", round), unsent(/`p` is not valid JSON/));
});
