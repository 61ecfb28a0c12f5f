import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf } from "./call.js";
import { type FileInput, multipartOf } from "./multipart.js";
import type { DescribedPart, Operation } from "./operation.js";
import { resolve } from "./options.js";
import { operation, shop } from "./service.fixture.js";
import { Transport } from "./transport.js";

const MEDIA = "multipart/form-data";

function part(members: Partial<DescribedPart>): DescribedPart {
  return { name: "a", wire: "a", content: "text", required: false, several: false, ...members };
}

/** A body as it would be sent, with `B` for its boundary. */
async function written(parts: DescribedPart[], body: unknown, further?: string): Promise<string> {
  const multipart = multipartOf(MEDIA, parts, further, body);
  const [kind, boundary = ""] = multipart.type.split("; boundary=");
  assert.deepEqual([kind, boundary.length], [MEDIA, 32]);
  const text = await new Response(multipart.body).text();
  return text.replaceAll(boundary, "B");
}

function piece(disposition: string, content: string): string {
  return `--B\r\nContent-Disposition: form-data; ${disposition}\r\n${content}\r\n`;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));

function stream(...pieces: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull(controller) {
      const next = pieces.shift();
      return next === undefined ? controller.close() : controller.enqueue(bytes(next));
    },
  });
}

test("texts are written as forms write them, and objects as JSON", async () => {
  const end = "--B--\r\n";
  assert.equal(await written([part({})], { a: "x\ny" }), piece('name="a"', "\r\nx\ny") + end);
  assert.equal(await written([part({ type: "text/csv" })], { a: 1.5 }), piece('name="a"', "Content-Type: text/csv\r\n\r\n1.5") + end);
  const json = part({ wire: 'a"\r\n%22é', content: "json", type: "application/json" });
  const expected = piece('name="a%22%0D%0A%22é"', 'Content-Type: application/json\r\n\r\n{"b":[1]}');
  assert.equal(await written([json], { a: { b: [1] } }), expected + end);
  const several = await written([part({ several: true })], { a: ["x", ""] });
  assert.equal(several, piece('name="a"', "\r\nx") + piece('name="a"', "\r\n") + end);
  assert.equal(await written([part({}), part({ several: true })], { b: 1 }), end);
});

test("a file has a name and a type", async () => {
  const described = part({ content: "file", type: "image/png" });
  const file = async (value: FileInput): Promise<string> => written([described], { a: value });
  const of = (disposition: string, type: string): string => `${piece(disposition, `Content-Type: ${type}\r\n\r\nx`)}--B--\r\n`;
  const usual = of('name="a"; filename="a"', "image/png");
  for (const same of [bytes("x"), new Blob(["x"]), { content: bytes("x") }, { content: stream("x") }]) {
    assert.equal(await file(same), usual);
  }
  const named = new File(["x"], "é.png", { type: "image/x-own" });
  assert.equal(await file(named), of('name="a"; filename="é.png"', "image/x-own"));
  const own = { content: named, fileName: 'b"\n', contentType: "a/b" };
  assert.equal(await file(own), of('name="a"; filename="b%22%0A"', "a/b"));
  assert.equal(await file({ content: bytes("x"), fileName: "" }), of('name="a"', "image/png"));
  const further = await written([], { rest: [["o", bytes("x")]] }, "rest");
  assert.equal(further, of('name="o"; filename="o"', "application/octet-stream"));
  assert.equal(await written([], {}, "rest"), "--B--\r\n");
});

test("what cannot be written is refused", async () => {
  const unsent = (message: string): object => ({ name: "UnsentError", message });
  await assert.rejects(written([], "x"), unsent("the body must be an object"));
  await assert.rejects(written([part({ required: true })], {}), unsent("`a` is missing"));
  const file = { a: { content: bytes(""), contentType: "a\r\nb: c" } };
  await assert.rejects(written([part({ content: "file" })], file), unsent("the media type of `a` is not valid"));
});

test("a stream is sent piece by piece, and ends with the call", async () => {
  const described = [part({ content: "file", several: true })];
  const text = await written(described, { a: [{ content: stream("1", "2") }, bytes("3"), { content: stream() }] });
  assert.match(text, /\r\n\r\n12\r\n--B[^]*\r\n\r\n3\r\n--B[^]*\r\n\r\n\r\n--B--/);
  let reason: unknown;
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(bytes("x")),
    cancel: (given) => {
      reason = given;
    },
  });
  const { body } = multipartOf(MEDIA, described, undefined, { a: [{ content: endless }] });
  assert(body instanceof ReadableStream);
  const reader = body.getReader();
  for (let read = 0; read < 3; read += 1) await reader.read();
  await reader.cancel("enough");
  assert.equal(reason, "enough");
});

test("a call sends it once if it is a stream, and again if it is not", async () => {
  const parts = [part({ content: "file", type: "text/plain" })];
  const described: Partial<Operation> = { method: "PUT", body: { media: "multipart", type: MEDIA, required: true, styles: {}, parts } };
  const call = callOf(operation(described), {}, { a: bytes("x") }, resolve(shop, {}));
  assert(call.body instanceof Blob);
  assert.match(call.headers.get("content-type") ?? "", /^multipart\/form-data; boundary=[0-9a-f]{32}$/);
  const tries = async (file: FileInput): Promise<RequestInit[]> => {
    const sent: RequestInit[] = [];
    const fetch = async (_: unknown, init: RequestInit = {}): Promise<Response> => {
      sent.push(init);
      return new Response("", { status: sent.length === 1 ? 503 : 200, headers: { "retry-after": "0" } });
    };
    const call = new Transport(shop, { fetch }).call(operation(described), {}, { a: file });
    await call.catch(() => undefined);
    return sent;
  };
  assert.equal((await tries(bytes("x"))).length, 2);
  const streamed = await tries({ content: stream("x") });
  assert.deepEqual(streamed.map((init) => "duplex" in init && init.duplex), ["half"]);
});
