import { type Credentials, credentialsOf } from "./credentials.js";
import { InvalidOptionsError } from "./errors.js";
import { variable } from "./runtime.js";
import type { Service } from "./service.js";

/** Options that every client has. */
export interface BaseOptions {
  /** The address of the service; it may have a path. */
  baseUrl?: string | undefined;
  /** The limit for a whole call in milliseconds: all tries and the waits between them. The default is 30 000. */
  timeout?: number | undefined;
  /**
   * How often a call is tried again when the service cannot be reached or responds with 429 or 503. The default is 2; 0
   * turns it off.
   */
  retries?: number | undefined;
  /** What sends requests instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call: it then throws the signal's reason. */
  signal?: AbortSignal | null | undefined;
  /** As in the options of the client; of a stream, the limit for its head and for each wait for more of it. */
  timeout?: number | undefined;
  /** As in the options of the client. */
  retries?: number | undefined;
}

/** Options of a call whose response has several media types. */
export interface MediaOptions<M extends string> extends CallOptions {
  /** The media type that is asked for first. */
  accept?: M | undefined;
}

/** Options with all defaults filled in. */
export interface ResolvedOptions {
  readonly service: Service;
  readonly credentials: Credentials;
  /** Without a trailing slash. */
  readonly base: string;
  /** Whether it is not the contract's. */
  readonly baseGiven: boolean;
  readonly timeout: number;
  readonly retries: number;
  readonly fetch: typeof globalThis.fetch;
}

/** Timers take no more (2^31 - 1 ms, 24 days). */
const MAX_TIMEOUT_MS = 2_147_483_647;

export function resolve(service: Service, options: BaseOptions): ResolvedOptions {
  const { baseUrlVariable } = service;
  const given = options.baseUrl ?? variable(baseUrlVariable);
  const url = given ?? service.baseUrl;
  if (url === undefined) throw new InvalidOptionsError(`\`baseUrl\` is missing: give it, or set ${baseUrlVariable}`);
  const { fetch } = options;
  return {
    service,
    credentials: credentialsOf(service, options),
    base: baseOf(url),
    baseGiven: given !== undefined,
    timeout: timeoutOf(options.timeout) ?? 30_000,
    retries: retriesOf(options.retries) ?? 2,
    // Looked up for each call: what replaces the global one later counts.
    fetch: (input, init) => (fetch ?? globalThis.fetch)(input, init),
  };
}

export function timeoutOf(timeout: number | undefined): number | undefined {
  if (timeout === undefined || (timeout > 0 && timeout <= MAX_TIMEOUT_MS)) return timeout;
  throw new InvalidOptionsError(`\`timeout\` must be a number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`);
}

export function retriesOf(retries: number | undefined): number | undefined {
  if (retries === undefined || (Number.isInteger(retries) && retries >= 0)) return retries;
  throw new InvalidOptionsError("`retries` must be a whole number, 0 or more");
}

function baseOf(text: string): string {
  const refused = (why: string): InvalidOptionsError => new InvalidOptionsError(`\`baseUrl\` ${why}`);
  if (!URL.canParse(text)) throw refused("is not a valid URL such as https://example.com/path");
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw refused("must begin with https:// or http://");
  if (url.username || url.password) throw refused("contains a user name: give credentials as options");
  if (url.search || url.hash) throw refused("has a query or a fragment: remove it");
  return url.href.replace(/\/+$/, "");
}
