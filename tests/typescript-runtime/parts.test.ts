import assert from "node:assert/strict";
import { test } from "node:test";
import { type Parts, addCookie, entriesOf, isObject, listOf, pair, setHeader, spreadOf, textOf } from "./parts.js";

const parts = (): Parts => ({ path: new Map(), query: [], headers: new Headers(), cookies: [] });

test("plain values are texts, others JSON", () => {
  assert.deepEqual([true, 1.5, "a", { a: 1 }, [1]].map(textOf), ["true", "1.5", "a", '{"a":1}', "[1]"]);
  assert.equal(pair("a b", "c&d"), "a%20b=c%26d");
  assert.deepEqual([{}, [], null, "a"].map(isObject), [true, false, false, false]);
  assert.deepEqual(entriesOf({ a: 1, b: undefined, c: null }), [["a", 1]]);
});

test("parts of a value stand in brackets, or repeat the name", () => {
  assert.deepEqual(spreadOf("a", ["x", "y"], false), ["a=x", "a=y"]);
  assert.deepEqual(spreadOf("a", ["x"], true), ["a%5B0%5D=x"]);
  assert.deepEqual(spreadOf("a", [{ b: 1 }], false), ["a%5B0%5D%5Bb%5D=1"]);
  assert.deepEqual(spreadOf("a", { b: { c: null, d: 1 } }, false), ["a%5Bb%5D%5Bd%5D=1"]);
  assert.deepEqual(spreadOf("a", undefined, false), []);
});

test("what would separate items is encoded or refused", () => {
  assert.equal(listOf("a", ["x,y", "z"], ","), "x%2Cy,z");
  assert.equal(listOf("a", ["x", "y"], "|"), "x%7Cy");
  assert.throws(() => listOf("a", ["x|y"], "|"), { name: "UnsentError", message: /`a` contains "\|"/ });
  assert.throws(() => listOf("a", [""], ","), { name: "UnsentError", message: /`a` is a single empty item/ });
});

test("headers and cookies hold what they can carry, and errors do not show it", () => {
  const made = parts();
  setHeader(made, "key", "x-key", "v\u00e9");
  addCookie(made, "key", "k", "v");
  assert.deepEqual([made.headers.get("x-key"), made.cookies], ["v\u00e9", ["k=v"]]);
  for (const write of [setHeader, addCookie]) {
    const refused = (error: unknown): boolean => error instanceof Error && /`key`/.test(error.message) && !/secret/.test(error.message);
    assert.throws(() => write(parts(), "key", "k", "secret\n"), refused);
  }
  assert.throws(() => addCookie(parts(), "key", "k", "a;b"));
});
