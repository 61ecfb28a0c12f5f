import { type ResponseFacts, UndocumentedError } from "./errors.js";
import { type Forms, mismatch } from "./form.js";
import { bodyOf, documentedOf } from "./media.js";
import type { DocumentedResponse, Operation } from "./operation.js";
import { retryAfter } from "./retry.js";

/** Maximum size of a body. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Maximum size of the text in an error. */
const MAX_TEXT_BYTES = 64 * 1024;
/** Where errors say what went wrong. */
const MESSAGES = ["error", "message", "detail", "title"] as const;

/** A response with its complete body. */
export class ReceivedResponse {
  readonly facts: ResponseFacts;
  readonly #headers: Headers;
  readonly #reason: string;
  readonly #body: Uint8Array<ArrayBuffer>;
  /** Whether the body was larger than that. */
  readonly #cut: boolean;

  private constructor(response: Response, body: Uint8Array<ArrayBuffer>, cut: boolean) {
    const { headers } = response;
    this.facts = {
      status: response.status,
      requestId: headers.get("x-request-id") ?? undefined,
      retryAfter: retryAfter(headers),
    };
    this.#headers = headers;
    this.#reason = response.type === "opaqueredirect" ? "a redirection" : response.statusText;
    this.#body = body;
    this.#cut = cut;
  }

  static async read(response: Response): Promise<ReceivedResponse> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    let cut = false;
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      cut = length + next.value.length > MAX_BODY_BYTES;
      if (cut) {
        await reader?.cancel();
        break;
      }
      chunks.push(next.value);
      length += next.value.length;
    }
    const body = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      body.set(chunk, at);
      at += chunk.length;
    }
    return new ReceivedResponse(response, body, cut);
  }

  /** Status and body where the contract documents them as a success; throws everything else. */
  success(operation: Operation, types: Forms): { status: number; body: unknown } {
    const { status } = this.facts;
    const documented = documentedOf(operation, status);
    if (!documented) throw this.#undocumented(`which is not documented: ${this.#message()}`);
    if (this.#cut) throw this.#undocumented(`with a body of more than ${MAX_BODY_BYTES} bytes`);
    const body = this.#decoded(documented, types);
    if (documented.error) throw new documented.error(this.#message(), this.facts, body);
    return { status, body };
  }

  /** That there is no more of a stream, where it says so; throws everything else. */
  end(): undefined {
    if (this.facts.status !== 204) throw this.#undocumented("when it was asked for the rest of a stream");
    return undefined;
  }

  #decoded(documented: DocumentedResponse, types: Forms): unknown {
    const expected = bodyOf(documented, this.#headers);
    if (expected === undefined) return undefined;
    if (typeof expected === "string") throw this.#undocumented(expected);
    const { media, form } = expected;
    if (media === "bytes") return this.#body;
    // The items of an error are read as what they come as.
    if (media !== "json") return this.#text();
    let body: unknown;
    try {
      body = JSON.parse(this.#text());
    } catch {
      throw this.#undocumented("whose body is not valid JSON");
    }
    const problem = mismatch(types, form ?? "any", body);
    if (problem !== undefined) throw this.#undocumented(`whose body is not as documented: ${problem}`);
    return body;
  }

  #undocumented(problem: string): UndocumentedError {
    const message = `the service answered ${this.facts.status}, ${problem}`;
    return new UndocumentedError(message, this.facts, this.#text(MAX_TEXT_BYTES));
  }

  /** What the body says went wrong, else the reason phrase. */
  #message(): string {
    const reason = this.#reason || `status ${this.facts.status}`;
    try {
      const body: unknown = JSON.parse(this.#text());
      const members = new Map(typeof body === "object" && body !== null ? Object.entries(body) : []);
      const words: unknown = MESSAGES.map((name) => members.get(name)).find((text) => typeof text === "string");
      return typeof words === "string" ? words : reason;
    } catch {
      return reason;
    }
  }

  /** The body, or its first bytes, as text. */
  #text(length = this.#body.length): string {
    return new TextDecoder().decode(this.#body.subarray(0, length));
  }
}
