import assert from "node:assert/strict";
import { test } from "node:test";
import { type Call, callOf } from "./call.js";
import type { Operation, Parameter } from "./operation.js";
import { resolve } from "./options.js";
import { having, operation, shop, type ShopOptions } from "./service.fixture.js";

const key: ShopOptions = { apiKey: "k", session: "s" };

function made(members: Partial<Operation>, parameters: object = {}, body?: unknown): Call {
  return callOf(operation(members), parameters, body, resolve(shop, key));
}

function parameter(members: Partial<Parameter>): Parameter {
  const plain = { name: "a", wire: "a", required: false, deep: false, explode: false, spread: false } as const;
  return { ...plain, place: "query", ...members };
}

const unsent = (message: RegExp): object => ({ name: "UnsentError", message });

test("everything has its place", () => {
  const parameters = [
    parameter({ name: "bookId", wire: "book-id", place: "path", required: true }),
    parameter({ name: "tags", wire: "tag" }),
    parameter({ name: "trace", wire: "x-trace", place: "header" }),
    parameter({ name: "theme", wire: "theme", place: "cookie" }),
  ];
  const call = made(
    { path: "/books/{book-id}", parameters, security: [["apiKey", "session"]] },
    { bookId: "a/b", tags: ["x", "y"], trace: 7, theme: "dark" },
  );
  assert.equal(call.url, "https://shop.example/v1/books/a%2Fb?tag=x&tag=y");
  const headers = { accept: "application/json", cookie: "theme=dark; sid=s", "x-api-key": "k", "x-trace": "7" };
  assert.deepEqual(Object.fromEntries(call.headers), headers);
  assert.deepEqual([call.method, call.body, call.idempotent], ["GET", null, true]);
});

test("what is required is asked for, and nothing else", () => {
  const parameters = [parameter({ name: "bookId", wire: "id", place: "path", required: true })];
  assert.throws(() => made({ path: "/{id}", parameters }), unsent(/`bookId` is missing/));
  assert.equal(made({ parameters: [parameter({})] }, { a: null }).url, "https://shop.example/v1/books");
});

test("a path keeps its form", () => {
  for (const value of ["", ".", "..", []]) {
    const parameters = [parameter({ wire: "id", place: "path" })];
    assert.throws(() => made({ path: "/{id}", parameters }, { a: value }), unsent(/not possible in a path/));
  }
});

test("a server of its own counts where no base URL is given, and gets no credentials of another origin", () => {
  const url = (server: string, options: ShopOptions = {}, members: Partial<Operation> = {}): string =>
    callOf(operation({ server, ...members }), {}, undefined, having({}, () => resolve(shop, options))).url;
  const secured = { security: [["apiKey"]] };
  assert.equal(url("https://files.example/a/"), "https://files.example/a/books");
  assert.equal(url("/v2"), "https://shop.example/v2/books");
  assert.equal(url("/v2", key, secured), "https://shop.example/v2/books");
  assert.equal(url("https://files.example", key), "https://files.example/books");
  for (const server of ["https://files.example", "http://shop.example", "//shop.example:8443"]) {
    assert.throws(() => url(server, key, secured), unsent(/credentials are for https:\/\/shop\.example:/));
    assert.equal(url(server, { ...key, baseUrl: "https://a" }, secured), "https://a/books");
  }
});

test("a part of a segment holds nothing that ends it", () => {
  const url = (value: unknown, whole: boolean, ends: string): string =>
    made({ path: "/{a}.x", parameters: [parameter({ place: "path", part: { whole, ends } })] }, { a: value }).url;
  for (const [value, ends, expected] of [
    ["a.b", ".", "a%2Eb"],
    ["a.b", "", "a.b"],
    ["2/2", "2", "%32%2F%32"],
    ["(a)", "(-", "%28a)"],
    [".", "", "."],
  ] as const) {
    assert.equal(url(value, false, ends), `https://shop.example/v1/${expected}.x`);
  }
  assert.throws(() => url("", false, ""), unsent(/not possible in a path/));
  assert.throws(() => url(".", true, ""), unsent(/not possible in a path/));
});

test("objects of a query are spread, in brackets, or one text", () => {
  const query = (members: Partial<Parameter>, value: unknown): string =>
    made({ parameters: [parameter(members)] }, { a: value }).url.split("?")[1] ?? "";
  assert.equal(query({ spread: true }, { b: 1, c: [2] }), "b=1&c=2");
  assert.equal(query({}, { b: 1 }), "a%5Bb%5D=1");
  assert.equal(query({ separator: "," }, { b: 1, c: "x,y" }), "a=b,1,c,x%2Cy");
  assert.equal(query({ separator: ",", explode: true }, { b: 1 }), "a=b=1");
  assert.equal(query({ separator: "|" }, ["x", "y"]), "a=x%7Cy");
  assert.equal(query({ separator: "," }, "x,y"), "a=x%2Cy");
});

test("reserved characters of a query may stay", () => {
  const query = (value: unknown): string =>
    made({ parameters: [parameter({ reserved: true })] }, { a: value }).url.split("/books?")[1] ?? "";
  assert.equal(query("a/b?c:@!$()*,;=&#[]+%"), "a=a/b?c:@!$()*,;=%26%23%5B%5D%2B%25");
  assert.equal(query(["a/b", 1]), "a=a/b&a=1");
});

test("a style puts a value into its segment", () => {
  const styled = [parameter({ place: "path", style: "label", explode: true })];
  assert.equal(made({ path: "/{a}", parameters: styled }, { a: ["b", "c."] }).url, "https://shop.example/v1/.b.c%2E");
  assert.throws(() => made({ path: "/{a}", parameters: styled }, { a: [] }), unsent(/not possible in a path/));
});

test("items of a header are told apart", () => {
  const header = (value: unknown, explode = false): string | null =>
    made({ parameters: [parameter({ wire: "x-a", place: "header", explode })] }, { a: value }).headers.get("x-a");
  assert.equal(header(["x,y", " z", "5%20"]), "x%2Cy,%20z,5%2520");
  assert.equal(header({ b: 1, c: 2 }), "b,1,c,2");
  assert.equal(header({ b: 1, c: 2 }, true), "b=1,c=2");
  assert.throws(() => header(["", "x"]), unsent(/`a` has an empty item/));
});

test("bodies are written as their media type says", () => {
  const sent = (media: "json" | "form" | "text" | "bytes", body: unknown, styles = {}): unknown => {
    const call = made({ method: "POST", body: { media, type: "x/y", required: true, styles } }, {}, body);
    assert.equal(call.headers.get("content-type"), "x/y");
    return call.body;
  };
  assert.equal(sent("json", { a: undefined, b: [1] }), '{"b":[1]}');
  assert.equal(sent("text", "a"), "a");
  const bytes = new Uint8Array([1]);
  assert.equal(sent("bytes", bytes), bytes);
  const form = { a: [1, "x y"], b: { c: 1 }, d: "e", toString: "f" };
  assert.equal(sent("form", form), "a=1&a=x%20y&b=%7B%22c%22%3A1%7D&d=e&toString=f");
  assert.equal(sent("form", form, { a: "|", b: "deepObject", d: "json" }), "a=1%7Cx%20y&b%5Bc%5D=1&d=%22e%22&toString=f");
  assert.throws(() => sent("form", "a"), unsent(/the body must be an object/));
  assert.throws(() => sent("json", { a: 1n }), unsent(/the body is not valid JSON/));
  assert.throws(() => sent("json", undefined), unsent(/the body is missing/));
});

test("a body that nobody described is not sent", () => {
  assert.equal(made({}, {}, "a").body, null);
  const body = { media: "json", type: "application/json", required: false, styles: {} } as const;
  assert.equal(made({ body }).body, null);
});
