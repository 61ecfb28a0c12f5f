// Calls with every name: what the client sends has the document's names, in their order, and what it reads back is the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , compiled, file] = process.argv;
const { Client } = await import(pathToFileURL(`${compiled}/index.js`));
const { calls } = await import(pathToFileURL(`${compiled}/operations.js`));
const chunks = JSON.parse(readFileSync(file, "utf8"));

let sent;
const fetch = async (url, init) => {
  sent = { url: new URL(url), headers: new Headers(init.headers), body: init.body };
  const json = { "content-type": "application/json" };
  return sent.url.pathname.startsWith("/body/") ? new Response(sent.body, { headers: json }) : new Response(null, { status: 204 });
};
const client = new Client({ baseUrl: "http://names.invalid", fetch });

async function called(name, wires) {
  const { parameters } = calls[name];
  const values = wires.map((_, index) => [parameters[index].name, `v${index}`]);
  await client[name](Object.fromEntries(values));
  return wires.map((wire, index) => [wire, `v${index}`]);
}

for (const [index, names] of chunks.entries()) {
  const number = String(index + 1).padStart(2, "0");
  assert.deepEqual(await called(`sendQuery${number}`, names.texts), [...sent.url.searchParams]);
  for (const [name, value] of await called(`sendHeaders${number}`, names.headers)) {
    assert.equal(sent.headers.get(name), value);
  }
  const cookies = await called(`sendCookies${number}`, names.cookies);
  assert.equal(sent.headers.get("cookie") ?? "", cookies.map((pair) => pair.join("=")).join("; "));

  // Not in a literal: `__proto__` would mean something else there.
  const everything = Object.fromEntries(names.texts.map((text, place) => [text, `v${place}`]));
  assert.deepEqual(await client[`sendBody${number}`](everything), everything);
  assert.deepEqual(JSON.parse(sent.body), everything);
  await client[`sendForm${number}`](everything);
  assert.deepEqual([...new URLSearchParams(sent.body)], Object.entries(everything));
}
