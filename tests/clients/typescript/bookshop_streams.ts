// Streams of the bookshop, and responses of several media types.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Client, StreamChatErrorDefault, TimeoutError, UndocumentedError, streams } from "bookshop-typescript";
import type { Plan, StreamEventsEvent200 } from "bookshop-typescript";
import { thrown } from "./bookshop_addresses.js";

/** What comes, and why there is no more. */
async function all<T>(stream: AsyncIterable<T>): Promise<[T[], unknown]> {
  const found: T[] = [];
  try {
    for await (const item of stream) found.push(item);
    return [found, undefined];
  } catch (error) {
    return [found, error];
  }
}

async function chats(shop: Client): Promise<void> {
  const texts = ["a", "\u00e4\nb"];
  for (const accept of [undefined, "application/json", "text/event-stream"] as const) {
    assert.deepEqual(await shop.streamChat({ texts }, { accept }), { text: "a\u00e4\nb" });
    const stream = await shop.streamChat({ texts, stream: true }, { accept });
    assert(stream instanceof streams.EventStream);
    const [events, error] = await all(stream);
    const expected = texts.map((text, index) => ({ event: "message", data: { text, index }, id: undefined }));
    assert.deepEqual([events, error], [expected, undefined]);
  }
  const refused = await thrown(shop.streamChat({ texts: [], stream: true }));
  assert(refused instanceof StreamChatErrorDefault);
  assert.deepEqual([refused.status, refused.body.message], [409, "nothing to say"]);
}

/** What the shop sends, in its order. */
const SENT: readonly StreamEventsEvent200[] = [
  { event: "sold", data: { text: "a\nb", index: 1 }, id: "1" },
  { event: "price-change", data: -5, id: "2" },
  { event: "note", data: "two\nlines: \u00e4", id: "3" },
  { event: "sold", data: { text: "" }, id: "4" },
];

async function events(shop: Client, baseUrl: string): Promise<void> {
  for (const plan of ["all", "resumed"] as const) {
    const stream = await shop.streamEvents({ plan });
    assert.deepEqual(await all(stream.reconnecting()), [SENT, undefined]);
  }
  const impatient = new Client({ baseUrl, timeout: 700 });
  for (const [plan, isExpected] of [
    ["broken", (cause: unknown) => !(cause instanceof TimeoutError)],
    ["silent", (cause: unknown) => cause instanceof TimeoutError],
  ] as const) {
    const [found, error] = await all(await impatient.streamEvents({ plan }));
    assert(error instanceof streams.StreamError && isExpected(error.cause));
    assert.deepEqual([found.length, error.lastEventId, error.retry], [4, "4", 0.02]);
  }
  const [texts] = await all(await shop.streamTexts());
  assert.deepEqual(
    texts.map(({ event, data }) => [event, data]),
    [
      ["free", "a: b\n\n c"],
      ["message", ""],
    ],
  );
}

async function values(shop: Client): Promise<void> {
  const plans: readonly (Plan | undefined)[] = [undefined, "broken"];
  for (const plan of plans) {
    const [found, error] = await all(await shop.streamLines({ plan }));
    assert.deepEqual(found, [
      { text: "one\ntwo", index: 1 },
      { text: "\u001eend", index: 2 },
    ]);
    assert.equal(error instanceof streams.StreamError, plan === "broken");
  }
  assert.deepEqual(await all(await shop.streamRecords()), [[1, "\n\u00e4", [{}, null]], undefined]);
}

async function reports(shop: Client): Promise<void> {
  assert.deepEqual(await shop.streamReport(), { text: "a;b" });
  assert.equal(await shop.streamReport({ accept: "text/csv" }), "a;b\n");
  const image = await shop.streamReport({ accept: "image/*" });
  assert(image instanceof streams.ByteStream);
  assert.deepEqual([image.type, image.length], ["image/png", 4]);
  assert.deepEqual(await image.bytes(), new TextEncoder().encode("abcd"));
  const other = new Client({ baseUrl: "http://a", fetch: async () => Response.json({ text: 1 }) });
  assert((await thrown(other.streamTexts())) instanceof UndocumentedError);
}

async function leaving(shop: Client): Promise<void> {
  for await (const { id } of await shop.streamEvents({ plan: "silent" })) {
    assert.equal(id, "1");
    assert((await shop.streamOpen()) > 0);
    break;
  }
  for (let tried = 0; (await shop.streamOpen()) > 0; tried += 1) {
    assert(tried < 200, "the stream is still open");
    await setTimeout(20);
  }
}

export async function streamed(shop: Client, baseUrl: string): Promise<void> {
  await chats(shop);
  await events(shop, baseUrl);
  await values(shop);
  await reports(shop);
  await leaving(shop);
}
