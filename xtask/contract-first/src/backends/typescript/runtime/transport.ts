import { type Call, callOf } from "./call.js";
import { Deadline } from "./deadline.js";
import { ConnectionError } from "./errors.js";
import type { Operation } from "./operation.js";
import { type BaseOptions, type CallOptions, type ResolvedOptions, resolve, retriesOf, timeoutOf } from "./options.js";
import { ReceivedResponse } from "./response.js";
import { backoff, isBusy, mayRepeat } from "./retry.js";
import { isServer } from "./runtime.js";
import type { Service } from "./service.js";

/** Sends calls: within their time, and again where that may help. */
export class Transport {
  readonly #options: ResolvedOptions;

  /** Throws an `InvalidOptionsError` for options that no client can be made with. */
  constructor(service: Service, options: BaseOptions) {
    this.#options = resolve(service, options);
  }

  /** The documented success. */
  async call(
    operation: Operation,
    parameters: object,
    body: unknown,
    options: CallOptions = {},
  ): Promise<{ status: number; body: unknown }> {
    const { service } = this.#options;
    const call = callOf(operation, parameters, body, this.#options);
    const retries = retriesOf(options.retries) ?? this.#options.retries;
    // Browsers set it themselves.
    if (isServer) call.headers.set("user-agent", service.agent);
    const deadline = new Deadline(timeoutOf(options.timeout) ?? this.#options.timeout, options.signal ?? undefined);
    try {
      const response = await this.#send(call, deadline, retries);
      return response.success(operation, service.forms);
    } finally {
      deadline.end();
    }
  }

  /** The response, whatever its status. */
  async #send(call: Call, deadline: Deadline, retries: number): Promise<ReceivedResponse> {
    const repeatable = !(call.body instanceof ReadableStream);
    for (let tried = 0; ; tried += 1) {
      deadline.signal.throwIfAborted();
      const left = repeatable && tried < retries;
      const outcome = await this.#attempt(call, deadline);
      let wait = backoff(tried);
      if (outcome instanceof ReceivedResponse) {
        const { retryAfter, status } = outcome.facts;
        if (retryAfter !== undefined) wait = retryAfter * 1000;
        if (!left || !isBusy(status) || wait >= deadline.left) return outcome;
      } else if (!left || !mayRepeat(call, outcome.cause) || wait >= deadline.left) {
        throw outcome;
      }
      await deadline.wait(wait);
    }
  }

  async #attempt(call: Call, { signal }: Deadline): Promise<ReceivedResponse | ConnectionError> {
    const { method, headers, body, url } = call;
    const { fetch } = this.#options;
    // What is sent while it is read (the Fetch standard, `RequestDuplex`).
    const duplex = body instanceof ReadableStream ? { duplex: "half" } : {};
    try {
      const response = await fetch(url, { method, headers, body, signal, redirect: "manual", ...duplex });
      return await ReceivedResponse.read(response);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      return new ConnectionError(`cannot reach the service: ${why(error)}`, { cause: error });
    }
  }
}

/** The words of an error and its cause; `fetch` itself only says that it failed. */
function why(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const words = [error, cause].map((error) => (error instanceof Error ? error.message || codeOf(error) : ""));
  return words.filter((word) => word !== "").join(": ") || String(error);
}

/** Several attempts in one error have a code only. */
function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}
