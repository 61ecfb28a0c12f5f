import type { Deadline } from "./deadline.js";

/** A body that is read while it comes. Each part has to come within the time of a call; all of it may take longer. */
export class Chunks {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  readonly #deadline: Deadline;

  constructor(body: ReadableStream<Uint8Array<ArrayBuffer>>, deadline: Deadline) {
    this.#reader = body.getReader();
    this.#deadline = deadline;
    deadline.pause();
  }

  /** The next part; `undefined` behind the last one. */
  async next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    this.#deadline.restart();
    const { signal } = this.#deadline;
    try {
      const { done, value } = await this.#reader.read();
      if (done) this.#deadline.end();
      return done ? undefined : value;
    } catch (error) {
      this.#deadline.end();
      throw signal.aborted ? signal.reason : error;
    } finally {
      this.#deadline.pause();
    }
  }

  /** Ends the response. */
  async cancel(): Promise<void> {
    this.#deadline.end();
    // What broke already cannot be ended.
    await this.#reader.cancel().catch(() => undefined);
  }

  /** Whether the caller ended it: then what comes of that is the caller's. */
  get isAborted(): boolean {
    return this.#deadline.isAborted;
  }
}
