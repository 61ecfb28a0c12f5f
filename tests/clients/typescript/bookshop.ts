// Calls the bookshop, whose samples answer what they were sent: `node bookshop.js ADDRESS`.
import assert from "node:assert/strict";
import { inspect } from "node:util";
import {
  AddBookError,
  AddBookError409,
  Client,
  GetBooksByBookIdError404,
  ListBooksErrorDefault,
  UndocumentedError,
  UnsentError,
} from "bookshop-typescript";
import type { Book, Choices, Objects, Options, Purchase, StringModel, Values } from "bookshop-typescript";

const [baseUrl = ""] = process.argv.slice(2);
const ID = "123e4567-e89b-42d3-a456-426614174000";
const shop = new Client({ baseUrl });

function having(options: Options): Client {
  return new Client({ baseUrl, ...options });
}

async function refused<E>(call: Promise<unknown>, kind: { [Symbol.hasInstance](value: unknown): value is E }): Promise<E> {
  const error: unknown = await call.then(
    () => assert.fail("it was not refused"),
    (error: unknown) => error,
  );
  if (error instanceof kind) return error;
  throw error;
}

async function thrown(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail("it was not refused"),
    (error: unknown) => error,
  );
}

async function answersAndErrors(): Promise<void> {
  const [book] = await shop.listBooks({ limit: 7, inStock: true });
  assert.equal(book?.title, "7 Some(true)");
  assert.deepEqual(await shop.listBooks({ limit: 1 }), []);
  assert.equal((await shop.listBooks())[0]?.title, "20 None");
  const sold = await thrown(shop.listBooks({ inStock: false }));
  assert(sold instanceof ListBooksErrorDefault);
  assert.deepEqual([sold.status, sold.message, sold.body.message], [418, "sold", "sold"]);
  const missing = await thrown(shop.getBooksByBookId({ bookId: "00000000-0000-0000-0000-000000000000" }));
  assert(missing instanceof GetBooksByBookIdError404);
  assert.equal(missing.body, undefined);
}

async function credentials(): Promise<void> {
  const both = having({ readerKey: "good", staffKey: "good" });
  const sent: Book = { title: "A", "price-cents": 1, language: "pt-BR", labels: ["x"], translations: { de: "B" } };
  assert.deepEqual(await both.addBook(sent), sent);
  const known = await refused(both.addBook({ title: "Known", "price-cents": 1 }), AddBookError);
  assert(known instanceof AddBookError409);
  const unwanted = await thrown(both.addBook({ title: "Unwanted", "price-cents": 1 }));
  assert(unwanted instanceof UndocumentedError);
  assert.equal(unwanted.status, 403);
  assert((await thrown(having({ readerKey: "good" }).addBook(sent))) instanceof UnsentError);
  const session = having({ session: "good" });
  assert.equal((await session.getBooksId()).name, "session");
  assert.equal(await session.removeBook({ bookId: ID }), undefined);
  // The first alternative asks for nothing.
  assert.equal((await session.getBooksByBookId({ bookId: ID })).title, "123e4567 nobody");
  const ways: [Options, string][] = [
    [{ queryKey: "good" }, "queryKey"],
    [{ cookieKey: "good" }, "cookieKey"],
    [{ basic: { user: "me", password: "good:one" }, readerKey: "good" }, "basic+readerKey"],
    [{ oauth: "good" }, "oauth"],
  ];
  for (const [options, name] of ways) {
    const client = having(options);
    const found = await client.sampleCredentials();
    assert(found.name.startsWith(name), found.name);
    assert(!/good/.test(inspect(client, { depth: null, showHidden: true }) + JSON.stringify(client)));
  }
}

async function parameters(): Promise<void> {
  const found = await shop.sampleParameters({
    names: ["a/b", "ü c"],
    xPage: 3,
    sort: "price",
    stars: 2,
    tag: ["x", "y,z"],
    ids: [1, 2],
    sizes: [1, 2.5],
    words: ["a", "b"],
    since: "2026-01-31",
    maybe: false,
    xLabels: ["one", "two"],
    theme: "dark",
  });
  assert.deepEqual(found, {
    names: '["a/b", "ü c"]',
    sort: "Some(Price)",
    stars: "Some(Value2)",
    tag: 'Some(["x", "y,z"])',
    ids: "Some([1, 2])",
    sizes: "Some([1.0, 2.5])",
    words: 'Some(["a", "b"])',
    since: 'Some("2026-01-31")',
    maybe: "Some(false)",
    "X-Page": "3",
    "X-Labels": 'Some(["one", "two"])',
    theme: 'Some("dark")',
  });
  const { names, "X-Page": page, ...absent } = await shop.sampleParameters({ names: ["ab"], xPage: 1, tag: undefined });
  assert.deepEqual([names, page, ...new Set(Object.values(absent))], ['["ab"]', "1", "None"]);
  const reader = having({ readerKey: "good" });
  const order = await reader.type({ type: "a b", coupon: "abc" }, { lines: [{ book: ID, count: 2, weight: 1.5 }] });
  assert.equal(order.lines[0]?.book, ID);
  // A value that would make another path of it, and one that is missing, never leave.
  assert((await thrown(reader.type({ type: "..", coupon: "abc" }))) instanceof UnsentError);
  // @ts-expect-error: `coupon` is required
  assert((await thrown(reader.type({ type: "a" }))) instanceof UnsentError);
}

async function values(): Promise<void> {
  const sent: Values = {
    must: null,
    may: null,
    rating: 2.5,
    even: 4,
    code: "123-AB",
    grid: [[1, null], [0, 2]],
    scores: { a: 1 },
    day: "2026-01-31",
    moment: "2026-01-31T12:30:00Z",
    site: "https://example.com/a",
    binding: "soft",
    agreed: true,
    mixed: 2.5,
    form: "book",
    anything: { deep: [1, "a", null] },
    free: { a: 1 },
    several: "ab",
    sort: "-price",
    mark: "abc",
  };
  const found = await shop.sampleValues(sent);
  for (const [name, value] of Object.entries(sent)) assert.deepEqual(Reflect.get(found, name), value, name);
  // What is left out does not arrive, and null is no such thing.
  assert(!("may" in (await shop.sampleValues({ must: "ab", may: undefined }))));
  // @ts-expect-error: `must` is required, though it may be null
  const without: Values = {};
  await thrown(shop.sampleValues(without));
  assert.deepEqual(await shop.sampleList([1, 2]), { status: 200, body: [1, 2] });
  assert.deepEqual(await shop.sampleList(null), { status: 200, body: null });
  const none = await shop.sampleList();
  if (none.status === 204) assert.equal(none.body, undefined satisfies typeof none.body);
  else assert.fail("a body");
  // What only the server sets is in answers only, and what only clients say is in requests only.
  const way = await shop.sampleWays({ name: "a", password: "12345" });
  assert.deepEqual(way, { name: "a", id: "5" });
  // @ts-expect-error: an answer has no password
  way.password;
}

async function unions(): Promise<void> {
  const sent: Choices = {
    payment: { kind: "debit", number: "12" },
    exactly: 4,
    any: { kind: "Cash", cents: 5 },
    nullable: null,
    expression: { sum: [1, { negate: 2 }] },
    beside: { size: 1, b: "x" },
  };
  const { payment, ...rest } = await shop.sampleChoices(sent);
  assert.deepEqual({ payment, ...rest }, sent);
  assert(payment);
  switch (payment.kind) {
    case "card":
    case "debit":
      assert.equal(payment.number, "12");
      break;
    case "invoice":
      // @ts-expect-error: an invoice has no number
      payment.number;
      break;
    case "Cash":
      payment.cents satisfies number;
  }
  // @ts-expect-error: no variant has this tag
  const wrong: Choices = { payment: { kind: "cheque", number: "1" } };
  await thrown(shop.sampleChoices(wrong));
  const objects: Objects = {
    shelf: { name: "a", parent: { name: "b" }, "by-name": { c: { name: "d", shelves: [{ name: "e" }] } } },
    typed: { name: "n", further: 3 },
    closed: {},
  };
  assert.deepEqual(await shop.sampleObjects(objects), objects);
  const names: StringModel = { type: "a", self: "b", Self: "c", "": "d", "return-url": "ee", returnUrl: "fff", result: "-1" };
  assert.deepEqual(await shop.fn(names), names);
}

/** Forms, texts and bytes; objects in the query; a key that is all of `Authorization`. */
async function media(): Promise<void> {
  const purchase: Purchase = { title: "a&b ü", count: 2, price: 1.5, gift: true, tags: ["x", "y"], sort: "-price" };
  assert.deepEqual(await shop.sampleForm(purchase), purchase);
  assert.deepEqual(await shop.sampleText("a\nü"), "a\nü");
  assert.equal(await shop.sampleText(), "");
  const bytes = new Uint8Array([0, 255, 10]);
  const echoed = await shop.sampleBytes(bytes);
  assert.equal(echoed.status, 200);
  assert.deepEqual(echoed.body, bytes);
  assert.deepEqual(await shop.sampleBytes(new Blob(["later"])), { status: 202, body: undefined });
  const found = await shop.sampleSearch({ price: { least: 3, currencies: ["EUR", "USD"] }, page: { number: 2 } });
  assert.match(String(found["price"]), /3.*"EUR", "USD"/);
  assert.match(String(found["page"]), /2/);
  assert.equal((await having({ plainKey: "good" }).sampleKey()).name, "plainKey");
}

/** What a newer service adds breaks nothing; what is not as documented is an error that names the place. */
async function tolerance(): Promise<void> {
  const answering = (body: unknown): Client => having({ fetch: async () => Response.json(body) });
  const newer = { title: "a", "price-cents": 1, language: "fr", later: { a: 1 } };
  assert.deepEqual(await answering([newer]).listBooks(), [newer]);
  const cheque = { payment: { kind: "cheque", bank: 1 } };
  assert.deepEqual(await answering(cheque).sampleChoices({}), cheque);
  const wrongs: [unknown, RegExp][] = [
    [[newer, { title: "a" }], /\[1\]\.price-cents is missing/],
    [[{ ...newer, "price-cents": 1.5 }], /\[0\]\.price-cents is no integer/],
    [[{ ...newer, labels: ["a", null] }], /\[0\]\.labels\[1\] is no string/],
    [[{ ...newer, translations: { de: 1 } }], /\[0\]\.translations\.de is no string/],
    [null, /it is no array/],
  ];
  for (const [body, expected] of wrongs) {
    const error = await thrown(answering(body).listBooks());
    assert(error instanceof UndocumentedError);
    assert.match(error.message, expected);
    assert.equal(error.text, JSON.stringify(body));
  }
  const deep = await thrown(answering({ expression: { sum: [1, { negate: "x" }] } }).sampleChoices({}));
  assert(deep instanceof UndocumentedError);
}

/** A call ends when its signal says so, while it waits for the next try too. */
async function signals(): Promise<void> {
  const reason = new Error("enough");
  const stop = new AbortController();
  const busy = having({ fetch: async () => new Response("", { status: 503, headers: { "retry-after": "20" } }) });
  setTimeout(() => stop.abort(reason), 50);
  assert.equal(await thrown(busy.listBooks({}, { signal: stop.signal })), reason);
  assert.equal(await thrown(shop.listBooks({}, { signal: AbortSignal.abort(reason) })), reason);
}

const parts = { answersAndErrors, credentials, parameters, values, unions, media, tolerance, signals };
for (const [name, part] of Object.entries(parts)) {
  await part().catch((error: unknown) => Promise.reject(new Error(name, { cause: error })));
}
console.log(`the bookshop answers as it should: ${Object.keys(parts).join(", ")}`);
