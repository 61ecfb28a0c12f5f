import assert from "node:assert/strict";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { TimeoutError, UndocumentedError } from "./errors.js";
import { EventParser, type RawEvent } from "./events.js";
import { preferring } from "./media.js";
import type { DocumentedBody, Operation } from "./operation.js";
import type { MediaOptions } from "./options.js";
import { Splitter } from "./records.js";
import { operation, shop } from "./service.fixture.js";
import { ByteStream, EventStream, JsonStream, StreamError } from "./streams.js";
import { Transport } from "./transport.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The events of a text, however it is cut. */
function read(text: string, size: number): RawEvent[] {
  const parser = new EventParser();
  const all = bytes(text);
  const events: RawEvent[] = [];
  for (let at = 0; at < all.length; at += size) events.push(...parser.feed(all.subarray(at, at + size)));
  return events;
}

test("events are read by the grammar", () => {
  for (const [text, ...expected] of [
    ["data: a\n\n", "message|a|"],
    ["data:a\r\rdata\r\r", "message|a|", "message||"],
    ["data:  a\r\ndata: b\r\n\r\n", "message| a\nb|"],
    [": comment\n\nevent: x\n\ndata: a\n\n", "message|a|"],
    ["event: x\ndata: a\n\ndata: b\n\n", "x|a|", "message|b|"],
    ["id: 7\ndata: a\n\ndata: b\nid\n\n", "message|a|7", "message|b|"],
    ["id: 7\ndata: a\nid: \0\n\n", "message|a|7"],
    ["\ufeffdata: a\n\n\ufeffdata: b\n\n", "message|a|"],
    ["data: a\nother: b\ndata: \u00e4\n\ndata: open", "message|a\n\u00e4|"],
  ] as const) {
    for (const size of [1, 2, 1000]) {
      const found = read(text, size).map(({ event, data, id }) => `${event}|${data}|${id ?? ""}`);
      assert.deepEqual(found, expected, JSON.stringify(text));
    }
  }
  const parser = new EventParser();
  assert.deepEqual([...parser.feed(bytes("retry: 1500\nretry: 2s\nretry:\nid: 9\ndata: b"))], []);
  assert.deepEqual([parser.retry, parser.lastId], [1.5, "9"]);
  parser.begin();
  assert.deepEqual([...parser.feed(bytes("data: c\n\n"))], [{ event: "message", data: "c", id: "9" }]);
});

test("what has no end is too large", () => {
  for (const part of ["x".repeat(1_000_000), `data: ${"x".repeat(1_000_000)}\n`].map(bytes)) {
    for (const reader of [new EventParser(), new Splitter("\u001e")]) {
      assert.throws(() => {
        for (let count = 0; count < 20; count += 1) for (const _ of reader.feed(part)) assert.fail("an item");
      }, /has more than 16777216 characters/);
    }
  }
});

test("values are lines or records", () => {
  const texts = (separator: "\n" | "\u001e", parts: readonly string[]): string[] => {
    const splitter = new Splitter(separator);
    return [...parts.flatMap((part) => [...splitter.feed(bytes(part))]), splitter.last()];
  };
  assert.deepEqual(texts("\n", ["1\n\n{", "}\r\n"]), ["1", "{}", ""]);
  assert.deepEqual(texts("\n", ["1"]), ["1"]);
  assert.deepEqual(texts("\u001e", ["\u001e1\n\u001e[", "\n2]\n"]), ["1", "[\n2]"]);
  assert.deepEqual(texts("\u001e", ["\u001e1\u001e\u001e2"]), ["1", "2"]);
  // A first line that is a value does not wait for the next one.
  assert.deepEqual([...new Splitter("\u001e").feed(bytes("\u001e1\n"))], ["1"]);
});

test("one media type is asked for first", () => {
  assert.equal(preferring(undefined, "a/b, a/c"), "a/b, a/c");
  assert.equal(preferring("a/c", "a/b, a/c;q=0.5"), "a/c, a/b;q=0.5");
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Calls an operation of a service that answers so, one answer after the other. */
async function called<T>(
  answers: readonly Answer[],
  members: Partial<Operation>,
  use: (body: unknown, heads: IncomingMessage[]) => Promise<T>,
  options: MediaOptions<string> = {},
): Promise<T> {
  const heads: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const answer = answers[heads.length];
    heads.push(request);
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const transport = new Transport(shop, { baseUrl: `http://127.0.0.1:${port}`, timeout: 400, retries: 1 });
    const { body } = await transport.call(operation(members), {}, undefined, options);
    return await use(body, heads);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const success = (...bodies: readonly DocumentedBody[]): Partial<Operation> => ({
  responses: [{ least: 200, most: 299, bodies }],
});
const SSE = { type: "text/event-stream", media: "events" } as const;

/** An answer of these parts; then it ends, breaks or goes on. */
function answer(type: string, parts: readonly string[], then: "end" | "break" | "hold" = "end"): Answer {
  return async (_, response) => {
    response.writeHead(200, type === "" ? {} : { "content-type": type });
    response.flushHeaders();
    for (const part of parts) {
      response.write(part);
      await setTimeout(20);
    }
    if (then === "end") response.end();
    if (then === "break") response.destroy();
  };
}

const gone: Answer = (_, response) => response.writeHead(410).end();
const done: Answer = (_, response) => response.writeHead(204).end();

/** The data of what comes, and why there is no more. */
async function all(stream: unknown): Promise<[unknown[], unknown]> {
  const found: unknown[] = [];
  try {
    for await (const item of stream as AsyncIterable<unknown>) found.push(item);
    return [found, undefined];
  } catch (error) {
    return [found, error];
  }
}

const events = (...data: unknown[]): unknown[] => data.map((data) => ({ event: "message", data, id: undefined }));

test("events come while the response goes on", async () => {
  let isClosed = false;
  const open: Answer = (request, response) => {
    response.on("close", () => (isClosed = true));
    answer("Text/Event-Stream; charset=utf-8", ["id: 1\nevent: a\ndata: 1\n\n"], "hold")(request, response);
  };
  await called([open], success({ ...SSE, form: "integer" }), async (body) => {
    assert(body instanceof EventStream);
    for await (const event of body) {
      assert.deepEqual(event, { event: "a", data: 1, id: "1" });
      break;
    }
    assert.equal(body.lastEventId, "1");
    // Whoever leaves closes the connection.
    while (!isClosed) await setTimeout(5);
  });
});

test("each gap has a limit, and the whole has none", async () => {
  const slow: Answer = async (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    for (const part of ["data: 1\n\n", ":\n\n", "data: 2\n\n"]) {
      await setTimeout(250);
      response.write(part);
    }
    response.end();
  };
  assert.deepEqual(await called([slow], success(SSE), all), [events("1", "2"), undefined]);
  const silent = answer("text/event-stream", ["retry: 7000\nid: 4\ndata: 1\n\n"], "hold");
  const [found, error] = await called([silent], success(SSE), all);
  assert.equal(found.length, 1);
  assert(error instanceof StreamError && error.cause instanceof TimeoutError);
  assert.deepEqual([error.lastEventId, error.retry], ["4", 7]);
});

test("a stream that breaks is an error", async () => {
  const body = { ...SSE, form: "integer", end: "[DONE]" } as const;
  const parts = ["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"];
  assert.deepEqual(await called([answer("text/event-stream", parts)], success(body), all), [events(1), undefined]);
  for (const [parts, then, message] of [
    [["data: 1\n\n"], "end", /^the stream broke: the response ended before the stream$/],
    [["data: 1\n\n"], "break", /^the stream broke: /],
    [["data: 1\n\ndata: {\n\n"], "end", /^an item of the stream is not valid JSON$/],
    [["data: 1\n\ndata: true\n\n"], "end", /^an item of the stream is not as documented: /],
  ] as const) {
    const [found, error] = await called([answer("text/event-stream", parts, then)], success(body), all);
    assert.deepEqual(found, events(1));
    assert(error instanceof StreamError);
    assert.match(error.message, message);
  }
});

test("names say what data is, and others are skipped", async () => {
  const body = { ...SSE, events: { count: "integer", word: null } } as const;
  const parts = ["event: count\ndata: 1\n\nevent: other\ndata: x\n\nevent: word\ndata: w\n\n"];
  const [found] = await called([answer("text/event-stream", parts)], success(body), all);
  assert.deepEqual(
    found.map((event) => (event as { data: unknown }).data),
    [1, "w"],
  );
});

test("a stream comes back where it broke, if that is asked for and possible", async () => {
  const body = { ...SSE, end: "end" };
  const first = answer("text/event-stream", ["retry: 1\nid: 1\ndata: 1\n\ndata: half"], "break");
  const second = answer("text/event-stream", ["id: 2\ndata: 2\n\n"]);
  const empty = answer("text/event-stream", ["retry: 1\n"]);
  const back = (stream: unknown): ReturnType<typeof all> => all((stream as EventStream<unknown>).reconnecting());
  await called([first, second, done], success(body), async (stream, heads) => {
    const [found, error] = await back(stream);
    assert.deepEqual([found.length, error], [2, undefined]);
    assert.deepEqual(
      heads.map(({ headers }) => headers["last-event-id"]),
      [undefined, "1", "2"],
    );
  });
  for (const [answers, members, message] of [
    [[first, gone], {}, /^the stream broke: the service answered 410/],
    [[first, empty], {}, /the response ended before the stream$/],
    [[first], { method: "POST" }, /^the stream broke/],
  ] as const) {
    const [found, error] = await called(answers, { ...success(body), ...members }, back);
    assert.equal(found.length, 1);
    assert.match((error as Error).message, message);
  }
});

test("a caller that ends a call gets its own reason", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const open = answer("text/event-stream", ["data: 1\n\n"], "hold");
  const use = async (stream: unknown): Promise<unknown> => {
    const found = all(stream);
    await setTimeout(100);
    controller.abort(reason);
    return (await found)[1];
  };
  assert.equal(await called([open], success(SSE), use, { signal: controller.signal }), reason);
});

test("values are read one by one", async () => {
  const lines = { type: "application/jsonl", media: "jsonLines", form: "integer", end: "end" } as const;
  for (const [parts, expected, message] of [
    [["1\n2\nend\n3\n"], [1, 2], undefined],
    [["1\n", "end"], [1], undefined],
    [["1\n2"], [1, 2], "the response ended before the stream"],
  ] as const) {
    const [found, error] = await called([answer("application/jsonl", parts)], success(lines), all);
    assert.deepEqual([found, (error as Error | undefined)?.message], [expected, message]);
  }
  const records = { type: "application/json-seq", media: "jsonSequence" } as const;
  await called([answer("application/json-seq", ["\u001e[1]\n"], "hold")], success(records), async (body) => {
    assert(body instanceof JsonStream);
    for await (const value of body) {
      assert.deepEqual(value, [1]);
      break;
    }
  });
});

test("bytes are read as they come", async () => {
  const file: Answer = (_, response) => {
    response.writeHead(200, { "content-type": "image/png", "content-length": "4" });
    response.end("abcd");
  };
  const body = { type: "image/*", media: "bytes" } as const;
  await called([file], success(body), async (stream) => {
    assert(stream instanceof ByteStream);
    assert.deepEqual([stream.type, stream.length], ["image/png", 4]);
    assert.deepEqual(await stream.bytes(), new Uint8Array([97, 98, 99, 100]));
  });
  const nothing = new Transport(shop, { fetch: async () => new Response(null) });
  const { body: none } = await nothing.call(operation(success(body)), {}, undefined);
  assert.equal((await (none as ByteStream).bytes()).length, 0);
  const limited = async (stream: unknown): Promise<Uint8Array> => (stream as ByteStream).bytes(3);
  await assert.rejects(called([file], success(body), limited), /more than 3 bytes/);
  await called([answer("", ["a"], "hold")], success(body), async (stream) => (stream as ByteStream).cancel());
  await called([answer("", [], "break")], success(body), async (stream) => {
    await assert.rejects((stream as ByteStream).bytes(), StreamError);
  });
});

test("the media type of a response says what it is", async () => {
  const json = { type: "application/json", media: "json" } as const;
  const both = success(json, SSE, { type: "text/*", media: "text" });
  const kind = async (type: string, text: string): Promise<unknown> => called([answer(type, [text])], both, async (body) => body);
  assert.deepEqual(await kind("application/json", "[1]"), [1]);
  assert.equal(await kind("text/csv", "a"), "a");
  assert((await kind("text/event-stream", "")) instanceof EventStream);
  await assert.rejects(kind("image/png", "a"), (error) => {
    assert(error instanceof UndocumentedError);
    assert.equal(error.message, "the service answered 200, which is image/png: this is not documented");
    return error.text === "a";
  });
  await assert.rejects(called([answer("", ["a"])], success(SSE), all), /which has no media type/);
  const cancelled = async (body: unknown): Promise<void> => {
    await (body as JsonStream<unknown>).cancel();
  };
  const lines = { type: "application/jsonl", media: "jsonLines" } as const;
  await called([answer("application/jsonl", ["1\n"], "hold")], success(lines), cancelled);
});
