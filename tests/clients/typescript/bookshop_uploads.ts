// Files that the bookshop gets: a part of `bookshop.ts`.
import assert from "node:assert/strict";
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, UploadCoverError, UploadCoverErrorDefault } from "bookshop-typescript";
import type { ReceivedFile, UploadCoverBody } from "bookshop-typescript";
import { thrown } from "./bookshop_addresses.js";

const LARGE = Uint8Array.from({ length: 500_000 }, (_, index) => index % 256);
const EMPTY = new Uint8Array();

function received(part: string, content: Uint8Array, fileName: string | undefined, contentType: string): ReceivedFile {
  const sum = content.reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 0);
  return { part, ...(fileName === undefined ? {} : { fileName }), contentType, length: content.length, sum };
}

function stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= LARGE.length) return controller.close();
      controller.enqueue(LARGE.slice(start, start + 7_000));
      start += 7_000;
    },
  });
}

async function everything(shop: Client): Promise<void> {
  const hostile = 'a"b\r\n;é 名\\.png';
  const sent = {
    title: "Ünder\r\n--the sea\n",
    pages: 7,
    price: 1.5,
    draft: true,
    kind: "e-book",
    when: "2026-01-31T12:00:00Z",
    tags: ["a,b", "", "c"],
    author: { name: '"A"' },
    translators: [{ name: "B", born: 1900 }, { name: "C" }],
    ratings: [5, 4],
    blurb: "# Blurb",
  } as const;
  const files: UploadCoverBody = {
    ...sent,
    ratings: [5, 4],
    cover: { content: stream(), fileName: hostile, contentType: "image/webp" },
    quoTedUnd22: "quoted",
    samples: [EMPTY, { content: LARGE, fileName: "" }],
    anything: new Blob([new Uint8Array([0, 255])], { type: "a/b" }),
  };
  assert.deepEqual(await shop.uploadCover(files), {
    ...sent,
    quoted: "quoted",
    files: [
      received("cover", LARGE, hostile, "image/webp"),
      received("samples", EMPTY, "samples", "application/pdf"),
      received("samples", LARGE, undefined, "application/pdf"),
      received("anything", new Uint8Array([0, 255]), "anything", "a/b"),
    ],
  });
}

async function files(shop: Client): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "uploads-"));
  const path = join(folder, "cover.png");
  writeFileSync(path, LARGE);
  const blob = await shop.uploadCover({ title: "a", cover: await openAsBlob(path) });
  rmSync(folder, { recursive: true });
  assert.deepEqual(blob, { title: "a", draft: false, files: [received("cover", LARGE, "cover", "image/png")] });
  const file = new File([LARGE], "é.png", { type: "image/jpeg" });
  const named = await shop.uploadCover({ title: "a", cover: file });
  assert.deepEqual(named.files, [received("cover", LARGE, "é.png", "image/jpeg")]);
}

async function refusals(shop: Client): Promise<void> {
  const cases: [UploadCoverBody, string][] = [
    [{ title: "", cover: EMPTY }, "title must have at least 1 character"],
    [{ title: "a", cover: EMPTY, pages: 0 }, "pages must be at least 1"],
    [{ title: "a", cover: EMPTY, pages: 1.5 }, "pages must be a 32-bit integer"],
    [{ title: "a", cover: EMPTY, samples: [EMPTY, EMPTY, EMPTY] }, "samples must have at most 2 items"],
    [{ title: "a", cover: EMPTY, author: { name: "" } }, "author.name must have at least 1 character"],
    [{ title: "a", cover: { content: EMPTY, contentType: "text/plain" } }, "cover must be of image/png or image/*"],
  ];
  for (const [body, message] of cases) {
    const error = await thrown(shop.uploadCover(body));
    assert(error instanceof UploadCoverErrorDefault);
    assert.deepEqual([error.status, error.message], [400, message]);
  }
}

async function anyParts(shop: Client): Promise<void> {
  assert.deepEqual(await shop.uploadAny(), { status: 204, body: undefined });
  const names = ['a"b', "a\r\nb", "é", "a"];
  const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));
  const response = await shop.uploadAny({ furtherParts: names.map((name) => [name, bytes(name)]) });
  assert(response.status === 200);
  const expected = names.map((name) => received(name, bytes(name), name, "application/octet-stream"));
  assert.deepEqual(response.body.files, expected);
}

export async function uploads(baseUrl: string): Promise<void> {
  const shop = new Client({ baseUrl, readerKey: "good" });
  await everything(shop);
  await files(shop);
  await refusals(shop);
  await anyParts(shop);
  // Credentials come before the body.
  const stranger = new Client({ baseUrl, readerKey: "bad" });
  const error = await thrown(stranger.uploadCover({ title: "", cover: LARGE }));
  assert(error instanceof UploadCoverError);
  assert.equal(error.status, 403);
}
