import assert from "node:assert/strict";
import { test } from "node:test";
import { authorize, credentialsOf } from "./credentials.js";
import { InvalidOptionsError, UnsentError } from "./errors.js";
import type { Parts } from "./parts.js";
import { having, shop, type ShopOptions } from "./service.fixture.js";

const none = (): Parts => ({ path: new Map(), query: [], headers: new Headers(), cookies: [] });
const given = (options: ShopOptions, variables = {}): object =>
  having(variables, () => Object.fromEntries(credentialsOf(shop, options)));

test("what the caller gives goes before the environment", () => {
  const variables = { SHOP_TOKEN: "t", SHOP_SESSION: "s" };
  assert.deepEqual(given({ apiKey: "k", basic: { user: "u", password: "a:b" } }, variables), { apiKey: "k", basic: "u:a:b" });
  assert.deepEqual(given({}, variables), { token: "t", session: "s" });
});

test("of two that exclude each other the environment gives the first, and the caller one only", () => {
  assert.deepEqual(given({}, { SHOP_API_KEY: "k", SHOP_TOKEN: "t", SHOP_QUERY: "" }), { apiKey: "k" });
  assert.throws(() => given({ apiKey: "k", token: "t" }), { name: "InvalidOptionsError", message: /`apiKey` or `token`/ });
});

test("what is no credential is refused, and not shown", () => {
  for (const options of [{ apiKey: "" }, { apiKey: 7 }, { basic: "u:p" }, { basic: { user: "a:b", password: "secret" } }]) {
    const refused = (error: unknown): boolean =>
      error instanceof InvalidOptionsError && !error.message.includes("secret") && /apiKey|basic/.test(error.message);
    assert.throws(() => credentialsOf(shop, options), refused);
  }
});

test("each kind goes where the contract says", () => {
  const credentials = new Map(Object.entries({ apiKey: "k", query: "q&", session: "s", basic: "u:\u00fc" }));
  const parts = none();
  authorize(shop, [["apiKey", "query", "session", "basic"]], credentials, parts);
  assert.equal(parts.headers.get("x-api-key"), "k");
  assert.equal(parts.headers.get("authorization"), "Basic dTrDvA==");
  assert.deepEqual([parts.query, parts.cookies], [["api%20key=q%26"], ["sid=s"]]);
  const bearer = none();
  authorize(shop, [["token"]], new Map([["token", "t"]]), bearer);
  assert.equal(bearer.headers.get("authorization"), "Bearer t");
});

test("the first alternative that is there in full is applied", () => {
  const parts = none();
  authorize(shop, [["token"], ["apiKey", "query"], ["query"]], new Map([["query", "q"]]), parts);
  assert.deepEqual([[...parts.headers], parts.query], [[], ["api%20key=q"]]);
  authorize(shop, [["token"], []], new Map(), parts);
  authorize(shop, [], new Map(), parts);
  assert.deepEqual([...parts.headers], []);
});

test("without any, the error names options and variables", () => {
  const message = "it needs credentials: `token` (SHOP_TOKEN), or `apiKey` (SHOP_API_KEY) with `query` (SHOP_QUERY)";
  assert.throws(() => authorize(shop, [["token"], ["apiKey", "query"]], new Map(), none()), new UnsentError(message));
});
