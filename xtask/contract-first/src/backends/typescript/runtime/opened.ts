import { Chunks } from "./chunks.js";
import type { Deadline } from "./deadline.js";
import type { Forms } from "./form.js";
import { bodyOf, documentedOf, isStream } from "./media.js";
import type { DocumentedBody, Operation } from "./operation.js";
import { ByteStream, EventStream, JsonStream, type Origin } from "./streams.js";

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** A response whose body is read while it comes. */
export class OpenResponse {
  readonly status: number;
  readonly #headers: Headers;
  readonly #bytes: Bytes;
  readonly #documented: DocumentedBody;

  private constructor(response: Response, bytes: Bytes, documented: DocumentedBody) {
    this.status = response.status;
    this.#headers = response.headers;
    this.#bytes = bytes;
    this.#documented = documented;
  }

  /** `undefined` for a response that is read to its end first. */
  static of(operation: Operation, response: Response): OpenResponse | undefined {
    const documented = documentedOf(operation, response.status);
    if (documented === undefined || documented.error !== undefined) return undefined;
    const body = bodyOf(documented, response.headers);
    if (body === undefined || typeof body === "string") return undefined;
    if (body.media !== "bytes" && !isStream(body)) return undefined;
    // Without a body there is one that is empty.
    const bytes: Bytes = response.body ?? new ReadableStream({ start: (controller) => controller.close() });
    return new OpenResponse(response, bytes, body);
  }

  chunks(deadline: Deadline): Chunks {
    return new Chunks(this.#bytes, deadline);
  }

  /** What the caller reads it with. */
  body(chunks: Chunks, types: Forms, origin: Origin): ByteStream | JsonStream<unknown> | EventStream<unknown> {
    const documented = this.#documented;
    if (documented.media === "bytes") return new ByteStream(chunks, this.#headers);
    if (documented.media === "events") return new EventStream(chunks, documented, types, origin);
    return new JsonStream(chunks, documented, types);
  }
}
