import { UnsentError } from "./errors.js";
import type { DescribedPart } from "./operation.js";
import { entriesOf, isObject, textOf } from "./parts.js";

/**
 * A file that a call sends, under a name and with a media type of its own. What is read from a stream can be read only
 * once: such a call is not tried again. In Node, `openAsBlob` of `node:fs` gives a file without reading it into memory.
 */
export interface FilePart {
  content: Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** By default that of a `File`, else the name of the part. With an empty one, none is sent. */
  fileName?: string | undefined;
  /** By default that of a `Blob`, else what the document says. */
  contentType?: string | undefined;
}

/** A file that a call sends. */
export type FileInput = FilePart | Blob | Uint8Array<ArrayBuffer>;

/** A body of parts as it is sent: one that can be sent again, or a stream. */
export interface Multipart {
  readonly type: string;
  readonly body: Blob | ReadableStream<Uint8Array<ArrayBuffer>>;
}

type Piece = string | Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;

/** The body of a call: `parts` says what its properties are, `further` which one holds parts without a description. */
export function multipartOf(type: string, parts: readonly DescribedPart[], further: string | undefined, body: unknown): Multipart {
  if (!isObject(body)) throw new UnsentError("the body must be an object");
  const given = new Map<string, unknown>(entriesOf(body));
  const pieces = parts.flatMap((part) => {
    const value = given.get(part.name);
    if (value === undefined) {
      if (part.required) throw new UnsentError(`\`${part.name}\` is missing`);
      return [];
    }
    const values: unknown[] = part.several && Array.isArray(value) ? value : [value];
    return values.map((item) => written(part, item));
  });
  const rest = further === undefined ? [] : ((given.get(further) ?? []) as [string, FileInput][]);
  pieces.push(...rest.map(([name, file]) => fileOf(name, "application/octet-stream", file)));
  const random = [...crypto.getRandomValues(new Uint8Array(16))];
  const boundary = random.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const all = [...pieces.flatMap((part) => [`--${boundary}\r\n`, ...part, "\r\n"]), `--${boundary}--\r\n`];
  const repeatable = all.flatMap((piece) => (piece instanceof ReadableStream ? [] : [piece]));
  return {
    type: `${type}; boundary=${boundary}`,
    body: repeatable.length === all.length ? new Blob(repeatable) : streamOf(all),
  };
}

function written(part: DescribedPart, value: unknown): Piece[] {
  const { wire, type } = part;
  if (part.content === "file") return fileOf(wire, type ?? "", value as FileInput);
  const text = part.content === "json" ? JSON.stringify(value) : textOf(value);
  return [head(wire, "", type), text];
}

function fileOf(wire: string, type: string, value: FileInput): Piece[] {
  const file: FilePart = value instanceof Blob || value instanceof Uint8Array ? { content: value } : value;
  const { content } = file;
  const blob = content instanceof Blob ? content : undefined;
  const name = file.fileName ?? (blob && "name" in blob ? String(blob.name) : wire);
  const further = name === "" ? "" : `; filename="${escaped(name)}"`;
  return [head(wire, further, file.contentType ?? (blob?.type || type)), content];
}

function head(wire: string, further: string, type: string | undefined): string {
  if (type !== undefined && !/^[\x20-\x7e]*$/.test(type)) throw new UnsentError(`the media type of \`${wire}\` is not valid`);
  const line = type === undefined ? "" : `Content-Type: ${type}\r\n`;
  return `Content-Disposition: form-data; name="${escaped(wire)}"${further}\r\n${line}\r\n`;
}

/** A name as browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm"). */
function escaped(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Pieces one after the other. */
function streamOf(pieces: readonly Piece[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const left = pieces.values();
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  const next = (): typeof reader => {
    const { done, value } = left.next();
    if (done) return undefined;
    return (value instanceof ReadableStream ? value : new Blob([value]).stream()).getReader();
  };
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        reader ??= next();
        if (!reader) return controller.close();
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        reader = undefined;
      }
    },
    async cancel(reason) {
      await reader?.cancel(reason);
    },
  });
}
