import { TooLargeError } from "./records.js";

/** Maximum size of an event, in characters. */
const MAX_EVENT_LENGTH = 16 * 1024 * 1024;

/** An event as it came. */
export interface RawEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** Reads the bytes of an event stream (HTML, section 9.2.6). */
export class EventParser {
  lastId: string | undefined;
  /** Seconds. */
  retry: number | undefined;
  #decoder = new TextDecoder();
  #text = "";
  /** A line that ended with a carriage return ends with the line feed behind it, too. */
  #afterReturn = false;
  #event = "";
  #data: string[] = [];
  #length = 0;

  /** Forgets what is not yet an event: another response begins. */
  begin(): void {
    this.#decoder = new TextDecoder();
    this.#text = "";
    this.#afterReturn = false;
    this.#event = "";
    this.#data = [];
    this.#length = 0;
  }

  /** The events that a part of the stream ends. */
  *feed(part: Uint8Array): Generator<RawEvent> {
    let text = this.#decoder.decode(part, { stream: true });
    if (this.#afterReturn && text.startsWith("\n")) text = text.slice(1);
    if (text === "") return;
    this.#afterReturn = text.endsWith("\r");
    const lines = text.split(/\r\n|\n|\r/);
    const rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#line(this.#text + line);
      this.#text = "";
      if (event) yield event;
    }
    this.#text += rest;
    this.#check(this.#text.length);
  }

  #check(unread: number): void {
    if (this.#length + unread > MAX_EVENT_LENGTH) {
      throw new TooLargeError(`an event has more than ${MAX_EVENT_LENGTH} characters`);
    }
  }

  #line(line: string): RawEvent | undefined {
    if (line === "") return this.#dispatch();
    this.#length += line.length;
    this.#check(0);
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.lastId = value;
    else if (name === "retry" && /^[0-9]+$/.test(value)) this.retry = Number(value) / 1000;
    return undefined;
  }

  #dispatch(): RawEvent | undefined {
    const [event, data] = [this.#event, this.#data];
    [this.#event, this.#data, this.#length] = ["", [], 0];
    if (data.length === 0) return undefined;
    return { event: event || "message", data: data.join("\n"), id: this.lastId || undefined };
  }
}
