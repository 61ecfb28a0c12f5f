import assert from "node:assert/strict";
import { test } from "node:test";
import { ReceivedResponse } from "./response.js";
import { StatusError } from "./errors.js";
import { operation, shop } from "./service.fixture.js";

class GoneError extends StatusError {}

const call = operation({
  responses: [
    { least: 200, most: 200, bodies: [{ type: "application/json", media: "json", form: { type: "Book" } }] },
    { least: 201, most: 201, bodies: [{ type: "a/b", media: "json" }] },
    { least: 202, most: 202, bodies: [{ type: "a/b", media: "bytes" }] },
    { least: 203, most: 203, bodies: [{ type: "a/b", media: "text" }] },
    { least: 204, most: 204, bodies: [] },
    { least: 400, most: 499, bodies: [{ type: "a/b", media: "json" }], error: GoneError },
  ],
});

async function success(body: BodyInit | null, init: ResponseInit = {}): Promise<unknown> {
  return (await ReceivedResponse.read(new Response(body, init))).success(call, shop.forms).body;
}

test("a documented success is its body", async () => {
  assert.deepEqual(await success('{"title":"A"}'), { title: "A" });
  assert.deepEqual(await success("[1]", { status: 201 }), [1]);
  assert.deepEqual(await success(new Uint8Array([0, 255]), { status: 202 }), new Uint8Array([0, 255]));
  assert.equal(await success("\u00e9", { status: 203 }), "\u00e9");
  assert.equal(await success(null, { status: 204 }), undefined);
});

test("a documented error has what the response says", async () => {
  const headers = { "x-request-id": "r1", "retry-after": "7" };
  await assert.rejects(success('{"message":"gone"}', { status: 404, headers }), (error) => {
    assert(error instanceof GoneError);
    const { status, message, body, requestId, retryAfter } = error;
    assert.deepEqual([status, message, body, requestId, retryAfter], [404, "gone", { message: "gone" }, "r1", 7]);
    return true;
  });
});

test("its words are the first that say something, else the reason", async () => {
  for (const [body, words] of [
    ['{"detail":"b","title":"c"}', "b"],
    ['{"error":{}}', "Reason"],
    ["null", "Reason"],
  ] as const) {
    await assert.rejects(success(body, { status: 400, statusText: "Reason" }), { message: words });
  }
  await assert.rejects(success("{}", { status: 400 }), { message: "status 400" });
});

test("what is not documented is told with its text", async () => {
  const wrong = (text: string, message: RegExp): object => ({ name: "UndocumentedError", text, message });
  await assert.rejects(success("no", { status: 500 }), wrong("no", /answered 500, which is not documented/));
  await assert.rejects(success("no"), wrong("no", /whose body is not valid JSON/));
  await assert.rejects(success("{}"), wrong("{}", /not as documented: title is missing/));
  const long = "x".repeat(100_000);
  await assert.rejects(success(long, { status: 500 }), wrong(long.slice(0, 64 * 1024), /500/));
});

test("a body that has no end is not read to it", async () => {
  const chunk = new Uint8Array(1024 * 1024);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(chunk);
    },
  });
  await assert.rejects(success(endless, { status: 203 }), { name: "UndocumentedError", message: /more than 67108864 bytes/ });
  assert(pulled < 70, String(pulled));
});

test("a redirection that a browser hides is named", async () => {
  const hidden = Object.defineProperties(new Response(null), { type: { value: "opaqueredirect" }, status: { value: 0 } });
  const response = await ReceivedResponse.read(hidden);
  assert.throws(() => response.success(call, shop.forms), { status: 0, message: /a redirection/ });
});
