import { InvalidOptionsError, UnsentError } from "./errors.js";
import { type Parts, addCookie, pair, setHeader } from "./parts.js";
import { variable } from "./runtime.js";
import type { Scheme, Service } from "./service.js";

/** User name and password of HTTP basic. */
export interface Basic {
  readonly user: string;
  readonly password: string;
}

/** What the caller has, by option. */
export type Credentials = ReadonlyMap<string, string>;

/** Those of the options, or else those of the environment. */
export function credentialsOf(service: Service, options: object): Credentials {
  const given = new Map<string, string>();
  const members = new Map(Object.entries(options));
  for (const { option, kind } of service.schemes) {
    const value: unknown = members.get(option);
    if (value === undefined || value === null) continue;
    given.set(option, kind === "basic" ? userAndPassword(option, value) : textOption(option, value));
  }
  for (const [first, second] of service.exclusive) {
    if (given.has(first) && given.has(second)) {
      throw new InvalidOptionsError(`give either \`${first}\` or \`${second}\`: the service takes only one of them`);
    }
  }
  return given.size > 0 ? given : fromEnvironment(service);
}

function fromEnvironment({ schemes, exclusive }: Service): Credentials {
  const found = new Map<string, string>();
  for (const scheme of schemes) {
    const value = variable(scheme.variable);
    const clash = exclusive.some(([first, second]) => second === scheme.option && found.has(first));
    if (value !== undefined && !clash) found.set(scheme.option, value);
  }
  return found;
}

/** Applies the first alternative that the caller can satisfy. */
export function authorize(
  service: Service,
  alternatives: readonly (readonly string[])[],
  credentials: Credentials,
  parts: Parts,
): void {
  if (alternatives.length === 0) return;
  const named = alternatives.map((options) => service.schemes.filter(({ option }) => options.includes(option)));
  const chosen = named.find((schemes) => schemes.every(({ option }) => credentials.has(option)));
  if (!chosen) throw new UnsentError(`it needs credentials: ${named.map(describe).join(", or ")}`);
  for (const scheme of chosen) apply(scheme, credentials.get(scheme.option) ?? "", parts);
}

function apply({ option, kind, place, wire }: Scheme, secret: string, parts: Parts): void {
  if (kind === "bearer") setHeader(parts, option, wire, `Bearer ${secret}`);
  else if (kind === "basic") setHeader(parts, option, wire, `Basic ${base64(secret)}`);
  else if (place === "header") setHeader(parts, option, wire, secret);
  else if (place === "query") parts.query.push(pair(wire, secret));
  else addCookie(parts, option, wire, secret);
}

function describe(schemes: readonly Scheme[]): string {
  return schemes.map(({ option, variable }) => `\`${option}\` (${variable})`).join(" with ");
}

function textOption(option: string, value: unknown): string {
  if (typeof value !== "string") throw new InvalidOptionsError(`\`${option}\` must be a string`);
  if (value === "") throw new InvalidOptionsError(`\`${option}\` is empty`);
  return value;
}

function userAndPassword(option: string, value: unknown): string {
  const { user, password } = Object(value) as Partial<Basic>;
  if (typeof user !== "string" || typeof password !== "string" || user.includes(":")) {
    throw new InvalidOptionsError(`\`${option}\` must be { user, password }: two strings, the first without a colon`);
  }
  return `${user}:${password}`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
