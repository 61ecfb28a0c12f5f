import { type Call, callOf } from "./call.js";
import { Chunks } from "./chunks.js";
import { Deadline } from "./deadline.js";
import { ConnectionError } from "./errors.js";
import { preferring } from "./media.js";
import { OpenResponse } from "./opened.js";
import type { Operation } from "./operation.js";
import { type BaseOptions, type MediaOptions, type ResolvedOptions, resolve, retriesOf, timeoutOf } from "./options.js";
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
    options: MediaOptions<string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const { service } = this.#options;
    const call = callOf(operation, parameters, body, this.#options);
    const retries = retriesOf(options.retries) ?? this.#options.retries;
    call.headers.set("accept", preferring(options.accept, operation.accept));
    // Browsers set it themselves.
    if (isServer) call.headers.set("user-agent", service.agent);
    const timeout = timeoutOf(options.timeout) ?? this.#options.timeout;
    const received = (deadline: Deadline) => this.#send(operation, call, deadline, retries);
    const begin = () => new Deadline(timeout, options.signal ?? undefined);
    const deadline = begin();
    let isOpen = false;
    try {
      const response = await received(deadline);
      if (!(response instanceof OpenResponse)) return response.success(operation, service.forms);
      isOpen = true;
      const origin = {
        isRepeatable: call.method === "GET",
        retries,
        wait: async (seconds: number) => {
          const deadline = begin();
          deadline.pause();
          await deadline.wait(seconds * 1000).finally(() => deadline.end());
        },
        reopen: async (lastEventId: string | undefined) => {
          if (lastEventId !== undefined) call.headers.set("last-event-id", lastEventId);
          const deadline = begin();
          let isOpen = false;
          try {
            const response = await received(deadline);
            isOpen = response instanceof OpenResponse;
            return response instanceof OpenResponse ? response.chunks(deadline) : response.end();
          } finally {
            if (!isOpen) deadline.end();
          }
        },
      };
      const chunks: Chunks = response.chunks(deadline);
      return { status: response.status, body: response.body(chunks, service.forms, origin) };
    } finally {
      if (!isOpen) deadline.end();
    }
  }

  /** The response, whatever its status. */
  async #send(
    operation: Operation,
    call: Call,
    deadline: Deadline,
    retries: number,
  ): Promise<ReceivedResponse | OpenResponse> {
    for (let tried = 0; ; tried += 1) {
      deadline.signal.throwIfAborted();
      const left = tried < retries;
      const outcome = await this.#attempt(operation, call, deadline);
      if (outcome instanceof OpenResponse) return outcome;
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

  async #attempt(
    operation: Operation,
    call: Call,
    { signal }: Deadline,
  ): Promise<ReceivedResponse | OpenResponse | ConnectionError> {
    const { method, headers, body, url } = call;
    const { fetch } = this.#options;
    try {
      const response = await fetch(url, { method, headers, body, signal, redirect: "manual" });
      return OpenResponse.of(operation, response) ?? (await ReceivedResponse.read(response));
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
