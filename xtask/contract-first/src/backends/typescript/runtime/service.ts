import type { Forms } from "./form.js";

/** A kind of credentials: the option that gives it, and where it goes. */
export interface Scheme {
  readonly option: string;
  readonly kind: "apiKey" | "bearer" | "basic";
  readonly place: "header" | "query" | "cookie";
  readonly wire: string;
  /** Of the environment. */
  readonly variable: string;
}

/** What the contract says of the service and of the package for it. */
export interface Service {
  /** The user agent. */
  readonly agent: string;
  /** The variable of the environment that says where the service is. */
  readonly baseUrlVariable: string;
  /** Where it is, if nobody says so. */
  readonly baseUrl?: string;
  readonly schemes: readonly Scheme[];
  /** Pairs of options of which the service takes exactly one. */
  readonly exclusive: readonly (readonly [string, string])[];
  readonly forms: Forms;
}
