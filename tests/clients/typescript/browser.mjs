// The packed client in a real browser, on a page of another origin than the service.
// Usage: node browser.mjs BASE_URL KEY SERVER_FOLDER BROWSER PROJECT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [base, key, folder, executable, project] = process.argv.slice(2);
const { chromium } = createRequire(new URL("../../browser/", import.meta.url))("playwright-core");
const dist = resolve(project, "node_modules/accounts-client/dist");

/** A site of the caller's own: a page, and the client's modules as they are in the package. */
const site = createServer((request, response) => {
  const module = /^\/client\/([a-z]+\.js)$/.exec(request.url)?.[1];
  response.setHeader("Content-Type", module ? "text/javascript" : "text/html; charset=utf-8");
  response.end(module ? readFileSync(join(dist, module)) : '<!doctype html><link rel="icon" href="data:,"><title>Shop</title>');
});
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** One call on the page; the answer, or what the error tells. */
async function call(options) {
  const page = await browser.newPage();
  const sent = [];
  page.on("request", (request) => request.url().startsWith(options.baseUrl) && sent.push(request.method()));
  // Another host name than the service's: another origin, and another site, for the browser.
  await page.goto(`http://localhost:${site.address().port}/`);
  const outcome = await page.evaluate(async (options) => {
    const sdk = await import("/client/index.js");
    const client = new sdk.Client(options);
    try {
      return { answer: await client.createSubscriptionPortal({ returnUrl: "https://example.com/account" }) };
    } catch (error) {
      const { name, status, message, requestId, retryAfter } = error;
      const documented = error instanceof sdk.CreateSubscriptionPortalError;
      return { name, status, message, requestId, retryAfter, documented, known: error instanceof sdk.ClientError };
    }
  }, options);
  await page.close();
  return { ...outcome, sent };
}

/** Changes rows behind the server's back. */
function sql(statement) {
  const script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";
  execFileSync("python3", ["-c", script, join(folder, "accounts.db"), statement]);
}

try {
  for (const credentials of [{ apiKey: key }, { bearer: key }]) {
    const { answer } = await call({ baseUrl: base, ...credentials });
    assert.match(answer.id, /^portal_sess_/);
  }
  console.log("200: with a key and with a bearer token");

  const stranger = await call({ baseUrl: base, apiKey: "recoup_sk_wrong" });
  assert.equal(stranger.name, "CreateSubscriptionPortalError401");
  assert.deepEqual([stranger.status, stranger.message, stranger.documented], [401, "Unauthorized", true]);
  assert.match(stranger.requestId, /\S/);
  console.log(`401: ${stranger.message}, request ${stranger.requestId}`);

  sql("ALTER TABLE account_api_keys RENAME TO elsewhere");
  try {
    const away = await call({ baseUrl: base, apiKey: key, retries: 0 });
    assert.deepEqual([away.name, away.status, away.known], ["UndocumentedError", 503, true], JSON.stringify(away));
    assert.match(away.requestId, /\S/);
    assert(away.retryAfter > 0);
    console.log(`503: ${away.message}, request ${away.requestId}, again in ${away.retryAfter} s`);
  } finally {
    sql("ALTER TABLE elsewhere RENAME TO account_api_keys");
  }

  const refused = await call({ baseUrl: "http://127.0.0.1:1", apiKey: key, retries: 1 });
  assert.deepEqual([refused.name, refused.known], ["ConnectionError", true]);
  console.log(`refused: ${refused.message}`);
} finally {
  await browser.close();
  site.close();
}
