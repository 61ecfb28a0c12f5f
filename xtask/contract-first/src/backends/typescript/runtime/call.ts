import { authorize } from "./credentials.js";
import { UnsentError } from "./errors.js";
import { multipartOf } from "./multipart.js";
import type { Operation, Parameter } from "./operation.js";
import type { ResolvedOptions } from "./options.js";
import { type Parts, addCookie, entriesOf, isObject, listOf, pair, setHeader, spreadOf, textOf } from "./parts.js";
import { putStyled } from "./styles.js";

/** A request that is ready to be sent, as often as retries ask for, unless its body is a stream. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
  readonly idempotent: boolean;
}

export function callOf(operation: Operation, parameters: object, body: unknown, options: ResolvedOptions): Call {
  const base = serverOf(operation, options);
  const parts: Parts = { path: new Map(), query: [], headers: new Headers(), cookies: [] };
  parts.headers.set("accept", operation.accept);
  const given = new Map<string, unknown>(Object.entries(parameters));
  for (const parameter of operation.parameters) put(parameter, given.get(parameter.name), parts);
  authorize(options.service, operation.security, options.credentials, parts);
  if (parts.cookies.length > 0) parts.headers.set("cookie", parts.cookies.join("; "));
  const path = operation.path.replace(/\{([^}]*)\}/g, (_, name: string) => parts.path.get(name) ?? "");
  const query = parts.query.length > 0 ? `?${parts.query.join("&")}` : "";
  const { method, idempotent } = operation;
  return {
    method,
    url: base + path + query,
    headers: parts.headers,
    body: bodyOf(operation, body, parts.headers),
    idempotent,
  };
}

/** Where a call goes: to a server of its own, unless the caller or the environment says where the service is. */
function serverOf({ server, security }: Operation, { base, baseGiven, credentials }: ResolvedOptions): string {
  if (server === undefined || baseGiven) return base;
  const url = new URL(server, `${base}/`);
  const { origin } = new URL(base);
  // Credentials are for the origin of the base URL.
  if (url.origin !== origin && security.length > 0 && credentials.size > 0) {
    const why = `it is served at ${url.origin}, and the credentials are for ${origin}`;
    throw new UnsentError(`${why}: make a client with a \`baseUrl\` of that server`);
  }
  return url.href.replace(/\/+$/, "");
}

function put(parameter: Parameter, value: unknown, parts: Parts): void {
  const { name, wire, place } = parameter;
  if (value === undefined || value === null) {
    if (parameter.required) throw new UnsentError(`\`${name}\` is missing`);
    return;
  }
  if (parameter.style !== undefined) {
    const text = putStyled(parameter, parameter.style, value, parts);
    if (place === "path" && text !== undefined) parts.path.set(wire, segmentOf(parameter, text));
  } else if (place === "query") {
    parts.query.push(...queryOf(parameter, value));
  } else if (place === "path") {
    parts.path.set(wire, segmentOf(parameter, joined(parameter, value)));
  } else if (place === "header") {
    setHeader(parts, name, wire, headed(parameter, value));
  } else {
    addCookie(parts, name, wire, textOf(value));
  }
}

/** A segment of the path, or a part of one. Empty ones, and dots alone, would make another path of it. */
function segmentOf({ name, part }: Parameter, text: string): string {
  const impossible = part?.whole === false ? [""] : ["", ".", ".."];
  if (impossible.includes(text)) throw new UnsentError(`\`${name}\` is "${text}", which is not possible in a path`);
  if (!part) return text;
  return text.replace(/%..|[^%]/g, (piece) => (part.ends.includes(piece) ? `%${piece.charCodeAt(0).toString(16).toUpperCase()}` : piece));
}

function queryOf(parameter: Parameter, value: unknown): string[] {
  const { wire, deep, spread, separator, reserved } = parameter;
  if (spread && isObject(value)) return entriesOf(value).flatMap(([key, member]) => spreadOf(key, member, deep));
  if (reserved && separator === undefined && !isObject(value)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item) => `${encodeURIComponent(wire)}=${reservedOf(textOf(item))}`);
  }
  if (separator === undefined) return spreadOf(wire, value, deep);
  return [`${encodeURIComponent(wire)}=${joined(parameter, value)}`];
}

/** Reserved characters stay, but for those that would end the value or change it, and those that no query holds. */
function reservedOf(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2F|3F|40|24|2C|3B|3D)/g, decodeURIComponent);
}

/** A value in the path or the query as one text. */
function joined({ name, explode, separator = "," }: Parameter, value: unknown): string {
  if (Array.isArray(value)) return listOf(name, value, separator);
  if (!isObject(value)) return encodeURIComponent(textOf(value));
  const members = entriesOf(value).map(([key, member]) => [key, textOf(member)].map(encodeURIComponent));
  return members.map((member) => member.join(explode ? "=" : ",")).join(",");
}

/** A value in a header: what would separate or change an item is encoded. */
function headed({ name, explode }: Parameter, value: unknown): string {
  if (isObject(value)) {
    const members = entriesOf(value).map(([key, member]) => [key, textOf(member)]);
    return members.map((member) => member.join(explode ? "=" : ",")).join(",");
  }
  if (!Array.isArray(value)) return textOf(value);
  const items = value.map(textOf);
  if (items.includes("")) throw new UnsentError(`\`${name}\` has an empty item, which a header cannot hold`);
  const kept = items.map((item) => item.replace(/%(?=[0-9a-f]{2})/gi, "%25").replaceAll(",", "%2C"));
  return kept.map((item) => item.replace(/^[ \t]|[ \t]$/g, encodeURIComponent)).join(",");
}

function bodyOf({ body: described }: Operation, body: unknown, headers: Headers): BodyInit | null {
  if (body === undefined) {
    if (described?.required) throw new UnsentError("the body is missing");
    return null;
  }
  if (!described) return null;
  if (described.media === "multipart") {
    const encoded = multipartOf(described.type, described.parts ?? [], described.further, body);
    headers.set("content-type", encoded.type);
    return encoded.body;
  }
  headers.set("content-type", described.type);
  if (described.media === "json") return json(body);
  return described.media === "form" ? formOf(body, described.styles) : (body as BodyInit);
}

function json(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new UnsentError(`the body is not valid JSON: ${String(error)}`, { cause: error });
  }
}

/** Properties by name: items of a list one by one, objects as JSON, but for those that have a style. */
function formOf(body: unknown, styles: Readonly<Record<string, string>>): string {
  if (!isObject(body)) throw new UnsentError("the body must be an object");
  const pairs = entriesOf(body).flatMap(([name, value]) => {
    const style = Object.hasOwn(styles, name) ? styles[name] : undefined;
    if (style === "deepObject") return spreadOf(name, value, true);
    if (style === "json") return [pair(name, JSON.stringify(value))];
    if (!Array.isArray(value)) return [pair(name, value)];
    if (style === undefined) return value.map((item) => pair(name, item));
    return [`${encodeURIComponent(name)}=${listOf(name, value, style)}`];
  });
  return pairs.join("&");
}
