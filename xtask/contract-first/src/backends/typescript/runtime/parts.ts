import { UnsentError } from "./errors.js";

/** Parts of a request that parameters and credentials go into. */
export interface Parts {
  /** Encoded. */
  readonly path: Map<string, string>;
  /** Encoded: `name=value`. */
  readonly query: string[];
  readonly headers: Headers;
  /** `name=value` */
  readonly cookies: string[];
}

export function pair(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`;
}

/** The pairs of a value, its parts in brackets. Items of lists are numbered, or plain ones repeat the name. */
export function spreadOf(name: string, value: unknown, numbered: boolean): string[] {
  if (value === undefined || value === null) return [];
  if (isObject(value)) return entriesOf(value).flatMap(([key, member]) => spreadOf(`${name}[${key}]`, member, numbered));
  if (!Array.isArray(value)) return [pair(name, value)];
  const plain = !numbered && !value.some((item) => isObject(item) || Array.isArray(item));
  return value.flatMap((item, index) => spreadOf(plain ? name : `${name}[${index}]`, item, numbered));
}

/** Items in one text. Commas inside of them are encoded; of other separators, an encoded one is one, too. */
export function listOf(name: string, value: readonly unknown[], separator: string): string {
  const items = value.map(textOf);
  if (separator !== "," && items.some((item) => item.includes(separator))) {
    throw new UnsentError(`an item of \`${name}\` contains "${separator}", which separates items`);
  }
  if (items.length === 1 && items[0] === "") throw new UnsentError(`\`${name}\` is a single empty item, which reads as an empty list`);
  return items.map(encodeURIComponent).join(separator === "," ? separator : encodeURIComponent(separator));
}

/** Sets a header; the error names it, never what it holds. */
export function setHeader({ headers }: Parts, name: string, wire: string, value: string): void {
  if (!/^[\x20-\x7e\t\x80-\xff]*$/.test(value)) {
    throw new UnsentError(`\`${name}\` contains characters that are not allowed in a header`);
  }
  headers.set(wire, value);
}

export function addCookie({ cookies }: Parts, name: string, wire: string, value: string): void {
  if (!/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value)) {
    throw new UnsentError(`\`${name}\` contains characters that are not allowed in a cookie`);
  }
  cookies.push(`${wire}=${value}`);
}

/** A value as it stands in a query, path or header. */
export function textOf(value: unknown): string {
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members that there are. */
export function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
}
