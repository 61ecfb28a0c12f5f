import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, isBusy, mayRepeat, retryAfter } from "./retry.js";

const call = (idempotent: boolean): Parameters<typeof mayRepeat>[0] => ({
  method: "POST",
  url: "https://shop.example",
  headers: new Headers(),
  body: null,
  idempotent,
});

test("a busy service is asked again", () => {
  assert.deepEqual([200, 429, 500, 502, 503].filter(isBusy), [429, 503]);
});

test("what may have arrived is sent again only where that does no harm", () => {
  const failed = (code: string): Error => new TypeError("fetch failed", { cause: Object.assign(new Error(), { code }) });
  assert(mayRepeat(call(false), failed("ECONNREFUSED")));
  assert(!mayRepeat(call(false), failed("ECONNRESET")));
  assert(!mayRepeat(call(false), "ECONNREFUSED"));
  assert(mayRepeat(call(true), failed("ECONNRESET")));
});

test("waits grow up to a limit, at random", () => {
  const waits = Array.from({ length: 1000 }, () => backoff(1));
  assert(Math.max(...waits) <= 1000 && Math.max(...waits) > 500 && Math.min(...waits) < 500);
  assert(backoff(50) <= 8000);
});

test("the service may say how long to wait", () => {
  const seconds = (text: string): number | undefined => retryAfter(new Headers({ "retry-after": text }));
  assert.equal(seconds("120"), 120);
  assert.equal(seconds("Wed, 21 Oct 2015 07:28:00 GMT"), 0);
  const soon = seconds(new Date(Date.now() + 90_000).toUTCString()) ?? 0;
  assert(soon > 85 && soon <= 90, String(soon));
  for (const text of ["", "soon", "-1", "1.5", "2015-10-21"]) assert.equal(seconds(text), undefined, text);
  assert.equal(retryAfter(new Headers()), undefined);
});
