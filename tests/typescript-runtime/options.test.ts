import assert from "node:assert/strict";
import { test } from "node:test";
import { type BaseOptions, resolve, retriesOf, timeoutOf } from "./options.js";
import { having, shop } from "./service.fixture.js";

const base = (options: BaseOptions, variables = {}): string => having(variables, () => resolve(shop, options).base);

test("the caller goes before the environment, and that before the contract", () => {
  const variables = { SHOP_BASE_URL: "https://two.example/a/" };
  assert.equal(base({}), "https://shop.example/v1");
  assert.equal(base({}, variables), "https://two.example/a");
  assert.equal(base({ baseUrl: "http://[::1]:8080//" }, variables), "http://[::1]:8080");
});

test("without any address the error names the variable", () => {
  const { baseUrl: _, ...nowhere } = shop;
  assert.throws(() => having({}, () => resolve(nowhere, {})), { name: "InvalidOptionsError", message: /SHOP_BASE_URL/ });
});

test("what is no address of a service is refused", () => {
  for (const baseUrl of ["shop", "ftp://a", "https://u:p@a", "https://a?b", "https://a#b"]) {
    assert.throws(() => base({ baseUrl }), { name: "InvalidOptionsError", message: /^`baseUrl` / }, baseUrl);
  }
});

test("limits have defaults and bounds", () => {
  const { timeout, retries } = resolve(shop, {});
  assert.deepEqual([timeout, retries], [30_000, 2]);
  assert.deepEqual([timeoutOf(0.5), timeoutOf(undefined), retriesOf(0), retriesOf(undefined)], [0.5, undefined, 0, undefined]);
  for (const wrong of [0, -1, Number.NaN, 2 ** 31]) assert.throws(() => timeoutOf(wrong), /timeout/);
  for (const wrong of [-1, 1.5, Number.NaN]) assert.throws(() => retriesOf(wrong), /retries/);
});

test("the global fetch is looked up when it is called", async () => {
  const before = globalThis.fetch;
  const own = resolve(shop, { fetch: async () => new Response("own") });
  const global = resolve(shop, {});
  globalThis.fetch = async () => new Response("global");
  try {
    assert.equal(await (await own.fetch("https://a")).text(), "own");
    assert.equal(await (await global.fetch("https://a")).text(), "global");
  } finally {
    globalThis.fetch = before;
  }
});
