import type { Chunks } from "./chunks.js";
import { ClientError } from "./errors.js";
import { EventParser, type RawEvent } from "./events.js";
import { type Form, type Forms, mismatch } from "./form.js";
import type { DocumentedBody } from "./operation.js";
import { Splitter } from "./records.js";

/** Wait before a connection that broke is made again, where the service does not say, in seconds. */
const RETRY_SECONDS = 3;

/** A response that is read while it comes ended early, or is not as the contract documents it; `cause` says why. */
export class StreamError extends ClientError {
  static {
    this.prototype.name = "StreamError";
  }

  /** The last id that the service gave to an event: where to go on. */
  readonly lastEventId: string | undefined;
  /** How long the service asks to wait before the next try, in seconds. */
  readonly retry: number | undefined;

  constructor(message: string, parser?: EventParser, options?: ErrorOptions) {
    super(message, options);
    this.lastEventId = parser?.lastId;
    this.retry = parser?.retry;
  }
}

/** An event of a stream. */
export interface ServerEvent<N extends string, T> {
  /** Its name; `message` where the service gives none. */
  readonly event: N;
  readonly data: T;
  /** The last id that the service gave. */
  readonly id: string | undefined;
}

/** How a stream comes back to its call. */
export interface Origin {
  readonly isRepeatable: boolean;
  readonly retries: number;
  wait(seconds: number): Promise<void>;
  /** Asks for the rest; `undefined` where there is none. */
  reopen(lastEventId: string | undefined): Promise<Chunks | undefined>;
}

/** The bytes of a response, as they come. Leaving `for await` early ends the response. */
export class ByteStream implements AsyncIterable<Uint8Array<ArrayBuffer>> {
  readonly #chunks: Chunks;
  /** The media type, as the service says it. */
  readonly type: string;
  /** How many bytes there are, where the service says so. */
  readonly length: number | undefined;

  constructor(chunks: Chunks, headers: Headers) {
    this.#chunks = chunks;
    this.type = headers.get("content-type") ?? "";
    const length = headers.get("content-length");
    this.length = length === null ? undefined : Number(length);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    try {
      for (let part = await next(this.#chunks); part; part = await next(this.#chunks)) yield part;
    } finally {
      await this.cancel();
    }
  }

  /** All of them; more than `limit` are an error. */
  async bytes(limit = Number.POSITIVE_INFINITY): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for await (const part of this) {
      length += part.length;
      if (length > limit) throw new StreamError(`the response has more than ${limit} bytes`);
      parts.push(part);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** Ends the response. */
  cancel(): Promise<void> {
    return this.#chunks.cancel();
  }
}

/** The values of a response, as they come. Leaving `for await` early ends the response. */
export class JsonStream<T> implements AsyncIterable<T> {
  readonly #chunks: Chunks;
  readonly #body: DocumentedBody;
  readonly #types: Forms;

  constructor(chunks: Chunks, body: DocumentedBody, types: Forms) {
    this.#chunks = chunks;
    this.#body = body;
    this.#types = types;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    const { end, media, form } = this.#body;
    const splitter = new Splitter(media === "jsonLines" ? "\n" : "\u001e");
    try {
      for (let part = await next(this.#chunks); part; part = await next(this.#chunks)) {
        for (const text of guarded(splitter.feed(part))) {
          if (text === end) return;
          yield read(text, form, this.#types) as T;
        }
      }
      const text = splitter.last();
      if (text === end) return;
      if (text !== "") yield read(text, form, this.#types) as T;
      if (end !== undefined) throw new StreamError("the response ended before the stream");
    } finally {
      await this.cancel();
    }
  }

  /** Ends the response. */
  cancel(): Promise<void> {
    return this.#chunks.cancel();
  }
}

/**
 * The events of a response, as they come. Leaving `for await` early ends the response. Events whose names the contract
 * does not list are skipped.
 */
export class EventStream<E> implements AsyncIterable<E> {
  #chunks: Chunks;
  readonly #body: DocumentedBody;
  readonly #types: Forms;
  readonly #origin: Origin;
  readonly #parser = new EventParser();
  #reconnecting = false;
  /** How often its connection was made again since the last event. */
  #tried = 0;
  #isOver = false;

  constructor(chunks: Chunks, body: DocumentedBody, types: Forms, origin: Origin) {
    this.#chunks = chunks;
    this.#body = body;
    this.#types = types;
    this.#origin = origin;
  }

  /** The last id that the service gave to an event. */
  get lastEventId(): string | undefined {
    return this.#parser.lastId;
  }

  /**
   * The same, which asks for the rest where its connection breaks: with `Last-Event-ID`, after the time that the service
   * asks for, and as often in a row as the client tries calls again. Only for calls with GET: others are not sent again.
   */
  reconnecting(): this {
    this.#reconnecting = this.#origin.isRepeatable;
    return this;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<E> {
    try {
      while (!this.#isOver) {
        try {
          yield* this.#events();
        } catch (error) {
          await this.#goOn(error);
        }
      }
    } finally {
      await this.cancel();
    }
  }

  /** Ends the response. */
  cancel(): Promise<void> {
    this.#isOver = true;
    return this.#chunks.cancel();
  }

  async *#events(): AsyncGenerator<E> {
    const { end, events } = this.#body;
    for (let part = await this.#chunks.next(); part; part = await this.#chunks.next()) {
      for (const raw of guarded(this.#parser.feed(part), this.#parser)) {
        if (raw.data === end) {
          this.#isOver = true;
          return;
        }
        if (events !== undefined && !Object.hasOwn(events, raw.event)) continue;
        this.#tried = 0;
        yield this.#event(raw) as E;
      }
    }
    if (end !== undefined) throw new Error("the response ended before the stream");
    this.#isOver = true;
  }

  #event({ event, data, id }: RawEvent): ServerEvent<string, unknown> {
    const { events, form } = this.#body;
    const expected = events === undefined ? form : events[event];
    if (expected === undefined || expected === null) return { event, data, id };
    return { event, data: read(data, expected, this.#types, this.#parser), id };
  }

  /** Asks for the rest, where that is wanted. */
  async #goOn(error: unknown): Promise<void> {
    if (error instanceof StreamError || this.#chunks.isAborted) throw error;
    const { retries } = this.#origin;
    if (!this.#reconnecting || this.#tried >= retries) throw broken(error, this.#parser);
    this.#tried += 1;
    await this.#origin.wait(this.#parser.retry ?? RETRY_SECONDS);
    let chunks: Chunks | undefined;
    try {
      chunks = await this.#origin.reopen(this.#parser.lastId);
    } catch (error) {
      throw error instanceof ClientError ? broken(error, this.#parser) : error;
    }
    this.#parser.begin();
    if (chunks === undefined) this.#isOver = true;
    else this.#chunks = chunks;
  }
}

/** The next part of a body, or why there is none. */
async function next(chunks: Chunks): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await chunks.next();
  } catch (error) {
    throw chunks.isAborted ? error : broken(error);
  }
}

function broken(error: unknown, parser?: EventParser): StreamError {
  const why = error instanceof Error ? error.message : String(error);
  return new StreamError(`the stream broke: ${why}`, parser, { cause: error });
}

/** What is too large ends the stream. */
function* guarded<T>(items: Generator<T>, parser?: EventParser): Generator<T> {
  try {
    yield* items;
  } catch (error) {
    throw broken(error, parser);
  }
}

/** A value of the form that the contract documents. */
function read(text: string, form: Form | null | undefined, types: Forms, parser?: EventParser): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StreamError("an item of the stream is not valid JSON", parser, { cause: error });
  }
  const problem = mismatch(types, form ?? "any", value);
  if (problem !== undefined) throw new StreamError(`an item of the stream is not as documented: ${problem}`, parser);
  return value;
}
