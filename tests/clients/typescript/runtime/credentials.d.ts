import type { Parts } from "./parts.js";

export type Credentials = ReadonlyMap<string, string>;

export function authorize(
  alternatives: readonly (readonly string[])[],
  credentials: Credentials,
  parts: Parts,
): void;
