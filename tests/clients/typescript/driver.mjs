// Plays one case through the TypeScript client: see ../protocol.md.
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import {
  ResponseError,
  Client,
  ConnectionError,
  CreateSubscriptionPortalError,
  InvalidOptionsError,
  TimeoutError,
  UndocumentedError,
  UnsentError,
} from "accounts-client";

const KINDS = [
  ["status", CreateSubscriptionPortalError],
  ["undocumented", UndocumentedError],
  ["timeout", TimeoutError],
  ["connection", ConnectionError],
  ["unsent", UnsentError],
  ["options", InvalidOptionsError],
];

/** Everything that people may print of it. */
function shown(value) {
  return [String(value), value?.stack, inspect(value, { depth: null, showHidden: true }), JSON.stringify(value)].join(" ");
}

async function play({ options: { timeoutSeconds, ...options }, request }) {
  if (timeoutSeconds !== undefined) options.timeout = timeoutSeconds * 1000;
  let client;
  try {
    client = new Client(options);
    const answer = await client.createSubscriptionPortal(request);
    return { kind: "ok", url: answer.url, shown: shown(client) };
  } catch (error) {
    const kind = KINDS.find(([, group]) => error instanceof group);
    const facts = error instanceof ResponseError ? { status: error.status, requestId: error.requestId, retryAfter: error.retryAfter } : {};
    return {
      kind: kind?.[0],
      type: error.constructor.name,
      message: error.message,
      text: error.text,
      ...facts,
      shown: shown(client) + shown(error),
    };
  }
}

console.log(JSON.stringify(await play(JSON.parse(await text(process.stdin)))));
