import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { ConnectionError, TimeoutError } from "./errors.js";
import type { Operation } from "./operation.js";
import type { CallOptions } from "./options.js";
import { operation, shop } from "./service.fixture.js";
import { Transport } from "./transport.js";

type Outcome = Response | Error;

/** What a call gives whose tries come to these outcomes, and how many there were. */
async function played(outcomes: Outcome[], members: Partial<Operation> = {}, options: CallOptions = {}): Promise<[unknown, number]> {
  let tries = 0;
  const fetch = async (): Promise<Response> => {
    const outcome = outcomes[tries];
    tries += 1;
    if (outcome instanceof Response) return outcome;
    throw outcome;
  };
  const call = new Transport(shop, { fetch }).call(operation(members), {}, undefined, options);
  const result: unknown = await call.then(
    ({ body }) => body,
    (error: unknown) => error,
  );
  return [result, tries];
}

const busy = (wait = "0"): Response => new Response("busy", { status: 503, headers: { "retry-after": wait } });
const failed = (code: string, message = ""): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });

test("requests say who asks, and follow no redirect", async () => {
  const sent: RequestInit[] = [];
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    sent.push(init ?? {});
    return new Response("a");
  };
  const response = await new Transport(shop, { fetch }).call(operation(), {}, undefined);
  assert.deepEqual(response, { status: 200, body: "a" });
  assert.equal(new Headers(sent[0]?.headers).get("user-agent"), "shop/1");
  assert.equal(sent[0]?.redirect, "manual");
});

test("a busy service is asked again, as often as the options say", async () => {
  assert.deepEqual(await played([busy(), busy(), new Response("a")]), ["a", 3]);
  const [error, tries] = await played([busy(), busy(), busy()], { idempotent: false });
  assert.deepEqual([(error as { status?: number }).status, tries], [503, 3]);
  assert.equal((await played([busy()], {}, { retries: 0 }))[1], 1);
});

test("a connection is tried again where that does no harm", async () => {
  assert.deepEqual(await played([failed("ECONNRESET"), new Response("a")]), ["a", 2]);
  const [broken, once] = await played([failed("ECONNRESET", "reset")], { idempotent: false });
  assert(broken instanceof ConnectionError);
  assert.deepEqual([broken.message, once], ["cannot reach the service: fetch failed: reset", 1]);
  assert.deepEqual(await played([failed("ECONNREFUSED"), new Response("a")], { idempotent: false }), ["a", 2]);
});

test("an error without words has its code, and what is no error its text", async () => {
  const message = async (outcome: unknown): Promise<unknown> => {
    const [error] = await played([outcome as Error], {}, { retries: 0 });
    return error instanceof Error && error.message;
  };
  assert.equal(await message(failed("ECONNREFUSED")), "cannot reach the service: fetch failed: ECONNREFUSED");
  assert.equal(await message(new RangeError()), "cannot reach the service: RangeError");
  assert.equal(await message("odd"), "cannot reach the service: odd");
});

test("a wait that is too long is not begun", async () => {
  const begin = performance.now();
  const [, tries] = await played([busy("60")], {}, { timeout: 5000 });
  assert.equal(tries, 1);
  assert(performance.now() - begin < 1000);
});

test("the time of a call ends, and so does the caller's patience", async () => {
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    await setTimeout(10_000, undefined, init?.signal ? { signal: init.signal } : {});
    return new Response();
  };
  const transport = new Transport(shop, { fetch, timeout: 20 });
  await assert.rejects(transport.call(operation(), {}, undefined), TimeoutError);
  const signal = AbortSignal.timeout(20);
  const refused = transport.call(operation(), {}, undefined, { signal, timeout: 10_000 });
  await assert.rejects(refused, { name: "TimeoutError", constructor: DOMException });
  await assert.rejects(transport.call(operation(), {}, undefined, { signal: AbortSignal.abort(new Error("no")) }), /no/);
});

test("options that no client can be made with are refused", () => {
  assert.throws(() => new Transport(shop, { timeout: 0 }), /timeout/);
});
