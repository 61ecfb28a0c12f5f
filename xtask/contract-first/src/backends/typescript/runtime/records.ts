/** Maximum size of a value, in characters. */
const MAX_VALUE_LENGTH = 16 * 1024 * 1024;

/** An item is larger than the client takes. */
export class TooLargeError extends Error {}

/** Cuts what comes into the texts of JSON values: a line each, or a record each (RFC 7464). */
export class Splitter {
  readonly #decoder = new TextDecoder();
  readonly #separator: "\n" | "\u001e";
  #text = "";
  #scanned = 0;

  constructor(separator: "\n" | "\u001e") {
    this.#separator = separator;
  }

  /** The texts that a part of the stream ends. */
  *feed(part: Uint8Array): Generator<string> {
    this.#text += this.#decoder.decode(part, { stream: true });
    for (let end = this.#end(); end >= 0; end = this.#end()) {
      const text = this.#taken(end, 1);
      if (text !== "") yield text;
    }
    const line = this.#firstLine();
    if (line !== "") yield line;
    this.#scanned = this.#text.length;
    if (this.#scanned > MAX_VALUE_LENGTH) throw new TooLargeError(`a value has more than ${MAX_VALUE_LENGTH} characters`);
  }

  /** What is left at the end. */
  last(): string {
    this.#text += this.#decoder.decode();
    return this.#taken(this.#text.length, 0);
  }

  #end(): number {
    return this.#text.indexOf(this.#separator, this.#scanned);
  }

  /** The first line of a record, which is all of it where it is a value: then nobody has to wait for the next one. */
  #firstLine(): string {
    const end = this.#text.indexOf("\n", this.#scanned);
    if (end < 0 || end !== this.#text.indexOf("\n")) return "";
    try {
      JSON.parse(this.#text.slice(0, end));
    } catch {
      return "";
    }
    return this.#taken(end, 1);
  }

  #taken(end: number, separator: number): string {
    const text = this.#text.slice(0, end).trim();
    this.#text = this.#text.slice(end + separator);
    this.#scanned = 0;
    return text;
  }
}
