import type { Call } from "./call.js";

/** Maximum wait before the first retry; it doubles with each further one. */
const INITIAL_BACKOFF_MS = 500;
/** Maximum wait between two tries. */
const MAX_BACKOFF_MS = 8_000;

/** What Node says when no connection was made: the service cannot have seen the request. Browsers do not say. */
const CONNECT_ERRORS = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether a status says that the same request may succeed later. */
export function isBusy(status: number): boolean {
  return status === 429 || status === 503;
}

/** Whether a request may be sent again: it did not arrive, or does no harm when it comes twice. */
export function mayRepeat(call: Call, error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return call.idempotent || CONNECT_ERRORS.has(code);
}

/** A random wait in milliseconds: up to half a second, then a second, and so on. */
export function backoff(tried: number): number {
  return Math.random() * Math.min(INITIAL_BACKOFF_MS * 2 ** tried, MAX_BACKOFF_MS);
}

/** Seconds of a `Retry-After`: a number of them, or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text);
  const date = /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
