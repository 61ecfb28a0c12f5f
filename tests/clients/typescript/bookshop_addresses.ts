// Where the bookshop is called, and what it gets in the path: parts of `bookshop.ts`.
import assert from "node:assert/strict";
import { Client, UnsentError, servers as addresses } from "bookshop-typescript";

export async function thrown(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail("it was not refused"),
    (error: unknown) => error,
  );
}

export async function paths(shop: Client): Promise<void> {
  const kinds = [["a", "b"], ["a.b/c", "d.json"], [".", "."], ["..", "é%2E"]] as const;
  for (const [name, kind] of kinds) {
    assert.deepEqual(await shop.pathKind({ name, kind }), { operation: "kind", name, kind });
  }
  const ranges = [["1", "2"], ["1-to-2", "3-to-4"], ["-", "-"], ["%2D", ".csv"]] as const;
  for (const [from, until] of ranges) {
    assert.deepEqual(await shop.pathRange({ from, until }), { operation: "range", from, until });
  }
  for (const name of ["a", "a:cancel", "a/b?", ".."]) {
    assert.deepEqual(await shop.pathCancel({ name }), { operation: "cancel", name });
    assert.deepEqual(await shop.pathAgain({ name: `${name}x` }), { operation: "again", name: `${name}x` });
  }
  assert.deepEqual(await shop.pathAll({ names: ["a,b", "c:all"] }), { operation: "all", names: "a,b|c:all" });
  assert.equal((await shop.pathName({ name: "7" })).operation, "name");
  assert.equal((await shop.pathNumber({ number: 7 })).operation, "number");
  assert.equal((await shop.pathLiteral()).operation, "literal");
  assert((await thrown(shop.pathJson({ name: "" }))) instanceof UnsentError);
}

export async function servers(baseUrl: string): Promise<void> {
  assert.equal(addresses.server1(), "https://bookshop.example.com");
  assert.equal(addresses.server2(), "https://eu.bookshop.example.com/v1");
  assert.equal(addresses.server2({ region: "us-1", version: "v2" }), "https://us-1.bookshop.example.com/v2");
  assert.equal(addresses.server4("https://a.example/"), "https://a.example/beside");
  const sent: string[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    sent.push(String(input));
    return Response.json({});
  };
  const session = new Client({ session: "good", fetch });
  await session.servedOpenly();
  await session.servedBeside();
  await session.pathLatest();
  const elsewhere = await thrown(session.servedElsewhere());
  assert(elsewhere instanceof UnsentError);
  assert.match(elsewhere.message, /served at http:\/\/127\.0\.0\.1:9, and .* for https:\/\/bookshop\.example\.com/);
  await new Client({ baseUrl: addresses.server3({ stage: "test" }), session: "good", fetch }).servedElsewhere();
  assert.deepEqual(sent, [
    "http://127.0.0.1:9/live/served/elsewhere",
    "https://bookshop.example.com/beside/served/elsewhere",
    "https://bookshop.example.com/paths/latest",
    "http://127.0.0.1:9/test/served/elsewhere",
  ]);
  assert.deepEqual(await new Client({ baseUrl, session: "good" }).servedElsewhere(), { operation: "elsewhere" });
}

export async function styles(shop: Client): Promise<void> {
  const odd = "a,b;c=d.e f&g+h/i?j#k%2Cl:m@n!$'()*[]~";
  const list = [odd, "", "x"];
  const nested = { parts: [{ a: odd }], note: "ü📖" };
  for (const text of [odd, "", "ü", ".", "=,"]) {
    const part = { a: text, "b=": -7 };
    for (const either of [5, list]) {
      const simple = { part, pairs: part, either, nested };
      assert.deepEqual(await shop.stylesSimple(simple), simple);
    }
    const label = { word: `${text}x`, list, items: list, pairs: part };
    assert.deepEqual(await shop.stylesLabel(label), label);
    const matrix = { word: text, list, items: list, part, pairs: part };
    assert.deepEqual(await shop.stylesMatrix(matrix), matrix);
  }
  const part = { a: odd, "b=": -7 };
  const query = { part, pairs: part, either: list, nested, word: odd, list };
  assert.deepEqual(await shop.stylesQuery(query), query);
  const header = { xPart: part, xPairs: part, xEither: list, xNested: nested, xWord: true };
  assert.deepEqual(await shop.stylesHeader(header), { part, pairs: part, either: list, nested, word: "Boolean(true)" });
  const cookie = { items: list, list, part, crumbs: { "crumb-1": odd, "crumb-2": 2 }, either: 3, nested };
  assert.deepEqual(await shop.stylesCookie(cookie), cookie);
  assert((await thrown(shop.stylesQuery({ pairs: { a: "a|b" } }))) instanceof UnsentError);
}
