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
import type { Book, Choices, Fields, Items, Objects, Options, Purchase, String, Values } from "bookshop-typescript";
import { paths, servers, styles, thrown } from "./bookshop_addresses.js";
import { streamed } from "./bookshop_streams.js";

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
  const names: String = { type: "a", self: "b", Self: "c", "": "d", "return-url": "ee", returnUrl: "fff", result: "-1" };
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
  assert(echoed.status === 200);
  assert.deepEqual(await echoed.body.bytes(), bytes);
  assert.deepEqual(await shop.sampleBytes(new Blob(["later"])), { status: 202, body: undefined });
  const found = await shop.sampleSearch({ price: { least: 3, currencies: ["EUR", "USD"] }, page: { number: 2 } });
  assert.match(String(found["price"]), /3.*"EUR", "USD"/);
  assert.match(String(found["page"]), /2/);
  assert.equal((await having({ plainKey: "good" }).sampleKey()).name, "plainKey");
}

/** A client whose service answers with this text as JSON, and what it was sent. */
function answeringText(text: string): { client: Client; sent: () => string } {
  let sent = "";
  const fetch: typeof globalThis.fetch = async (_, init) => {
    sent = String(init?.body);
    return new Response(text, { headers: { "content-type": "application/json" } });
  };
  return { client: having({ fetch }), sent: () => sent };
}

async function integers(): Promise<void> {
  const sent = { tiny: -128, word: 65534, unsigned: 2 ** 32 - 1, bytes: Number.MAX_SAFE_INTEGER, "by-name": { a: 1 } };
  const found = await shop.wireNumbers(sent);
  for (const [name, value] of Object.entries(sent)) assert.deepEqual(Reflect.get(found, name), value, name);
  const text = '{"any":2.0,"int":1e3,"maybe":-0.0,"list":[1.0,null,2E0],"choice":{"n":5.0},"one":1.0,"by-name":{"a":4.0}}';
  const read = await answeringText(text).client.wireNumbers({});
  assert.deepEqual(read, { any: 2, int: 1000, maybe: -0, list: [1, null, 2], choice: { n: 5 }, one: 1, "by-name": { a: 4 } });
  for (const wrong of ['{"any":2.5}', '{"list":[1.5]}', '{"any":"2.0"}', '{"any":02.0}']) {
    assert((await thrown(answeringText(wrong).client.wireNumbers({}))) instanceof UndocumentedError);
  }
}

async function items(): Promise<void> {
  const sent: Items = {
    ids: ["a,b", "c/d?e#f&g=h", "%2C", "", "ü + ;"],
    names: ["Smith, J", "Doe|x y", "a&b=c+d", "", "%2C"],
    words: ["a,b", "c|d%20", ""],
    bars: ["a,b c", "", "%7C&="],
    headed: ["a,b", " c ", "%2C", "100%", "d+e;f", '"g"'],
  };
  const { ids = [], headed: xItems, ...query } = sent;
  assert.deepEqual(await shop.wireItems({ ids, xItems, ...query }), sent);
  assert.deepEqual(await shop.wireItems({ ids: ["x"], names: [], bars: [] }), { ids: ["x"], names: [], bars: [] });
  for (const wrong of [{ bars: ["a|b"] }, { words: ["a b"] }, { names: [""] }, { xItems: ["a", ""] }]) {
    assert((await thrown(shop.wireItems({ ids: ["x"], ...wrong }))) instanceof UnsentError);
  }
}

async function bodiesWithoutBytes(): Promise<void> {
  assert.equal(await shop.wireNote(""), "");
  const file = await shop.wireFile(new Uint8Array());
  assert(file.status === 200);
  assert.equal((await file.body.bytes()).length, 0);
  assert.deepEqual(await shop.wireFile(), { status: 204, body: undefined });
  assert.deepEqual(await shop.wireFields({}), {});
  assert.equal((await shop.wireReport()).status, 200);
  assert.equal((await shop.wireReport({ xFormat: "short" })).status, 204);
  const found = await shop.wireIds({ id: ID, other: ID, others: [ID, ID], xId: ID, id2: ID, count: 7 });
  assert.deepEqual(["path", "query", "header", "cookie", "count"].map((place) => found[place]), [ID, ID, ID, ID, "7"]);
}

async function fieldsOfForms(): Promise<void> {
  const sent: Fields = {
    metadata: { a: { b: "7" }, order: "x,y" },
    expand: ["data", "a,b"],
    lines: [{ count: 2, tags: ["p", "q"] }],
    tags: ["a,b", "c d"],
    words: ["a,b", "c"],
    bars: [1, 2],
    repeated: ["a,b", "c"],
    matrix: [[1, 2], []],
    address: { city: "Ulm" },
    stops: [{ city: "Bonn" }],
    title: "a&b",
  };
  assert.deepEqual(await shop.wireFields(sent), sent);
  const service = answeringText("{}");
  await service.client.wireFields(sent);
  const pairs = service.sent().replaceAll("%5B", "[").replaceAll("%5D", "]").split("&").sort();
  assert.deepEqual(pairs, [
    "address=%7B%22city%22%3A%22Ulm%22%7D",
    "bars=1%7C2",
    "expand[0]=data",
    "expand[1]=a%2Cb",
    "lines[0][count]=2",
    "lines[0][tags][0]=p",
    "lines[0][tags][1]=q",
    "matrix=[[1%2C2]%2C[]]",
    "metadata[a][b]=7",
    "metadata[order]=x%2Cy",
    "repeated=a%2Cb",
    "repeated=c",
    "stops=%7B%22city%22%3A%22Bonn%22%7D",
    "tags=a%2Cb,c%20d",
    "title=a%26b",
    "words=a%2Cb%20c",
  ]);
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
    [[{ ...newer, "price-cents": 1.5 }], /\[0\]\.price-cents is not of type integer/],
    [[{ ...newer, labels: ["a", null] }], /\[0\]\.labels\[1\] is not of type string/],
    [[{ ...newer, translations: { de: 1 } }], /\[0\]\.translations\.de is not of type string/],
    [null, /it is not an array/],
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

const wire = { integers, items, bodiesWithoutBytes, fieldsOfForms };
const streams = () => streamed(shop, baseUrl);
const addressed = { paths: () => paths(shop), servers: () => servers(baseUrl), styles: () => styles(shop) };
const parts = { answersAndErrors, credentials, parameters, ...addressed, values, unions, media, streams, ...wire, tolerance, signals };
for (const [name, part] of Object.entries(parts)) {
  await part().catch((error: unknown) => Promise.reject(new Error(name, { cause: error })));
}
console.log(`the bookshop answers as it should: ${Object.keys(parts).join(", ")}`);
