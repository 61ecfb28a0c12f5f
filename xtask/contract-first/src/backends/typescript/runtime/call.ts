import { authorize } from "./credentials.js";
import { UnsentError } from "./errors.js";
import type { Operation, Parameter } from "./operation.js";
import type { ResolvedOptions } from "./options.js";
import { type Parts, addCookie, entriesOf, isObject, listOf, pair, setHeader, spreadOf, textOf } from "./parts.js";

/** A request that is ready to be sent, as often as retries ask for. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: BodyInit | null;
  readonly idempotent: boolean;
}

export function callOf(operation: Operation, parameters: object, body: unknown, options: ResolvedOptions): Call {
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
    url: options.base + path + query,
    headers: parts.headers,
    body: bodyOf(operation, body, parts.headers),
    idempotent,
  };
}

function put(parameter: Parameter, value: unknown, parts: Parts): void {
  const { name, wire, place } = parameter;
  if (value === undefined || value === null) {
    if (parameter.required) throw new UnsentError(`\`${name}\` is missing`);
    return;
  }
  if (place === "query") {
    parts.query.push(...queryOf(parameter, value));
  } else if (place === "path") {
    const segment = joined(parameter, value);
    if (["", ".", ".."].includes(segment)) throw new UnsentError(`\`${name}\` is "${segment}", which is not possible in a path`);
    parts.path.set(wire, segment);
  } else if (place === "header") {
    setHeader(parts, name, wire, headed(parameter, value));
  } else {
    addCookie(parts, name, wire, textOf(value));
  }
}

function queryOf(parameter: Parameter, value: unknown): string[] {
  const { wire, deep, spread, separator } = parameter;
  if (spread && isObject(value)) return entriesOf(value).flatMap(([key, member]) => spreadOf(key, member, deep));
  if (separator === undefined) return spreadOf(wire, value, deep);
  return [`${encodeURIComponent(wire)}=${joined(parameter, value)}`];
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
