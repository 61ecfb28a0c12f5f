import type { Credentials } from "./credentials.js";

export interface Settled {
  readonly credentials: Credentials;
  readonly base: string;
}
