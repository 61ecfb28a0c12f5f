// What the types of the packed client promise: `tsc` has to take this file, and to refuse each line that says so.
import { ResponseError, Client, CreateSubscriptionPortalError, CreateSubscriptionPortalError401, StatusError } from "accounts-client";
import type { CallOptions, CreateSubscriptionPortalResponse, Options } from "accounts-client";

const options: Options = { apiKey: "key", timeout: 1000, retries: 0, baseUrl: undefined };
const call: CallOptions = { signal: AbortSignal.timeout(1000) };
const client = new Client(options);

export async function links(): Promise<string> {
  const answer: CreateSubscriptionPortalResponse = await client.createSubscriptionPortal({ returnUrl: "https://example.com" }, call);
  // @ts-expect-error: the contract has no such property
  answer.href;
  // @ts-expect-error: `returnUrl` is required
  await client.createSubscriptionPortal({});
  // @ts-expect-error: and it is a text
  await client.createSubscriptionPortal({ returnUrl: new URL("https://example.com") });
  // @ts-expect-error: a misspelt property
  await client.createSubscriptionPortal({ returnUrl: "https://example.com", returnURL: "" });
  // @ts-expect-error: nobody has such credentials
  new Client({ token: "token" });
  // @ts-expect-error: seconds as a text are no milliseconds
  new Client({ timeout: "30s" });
  return answer.url;
}

export function told(error: unknown): string {
  if (error instanceof CreateSubscriptionPortalError401) {
    const status: 401 = error.status;
    return `${status} ${error.body.error}`;
  }
  if (error instanceof CreateSubscriptionPortalError) {
    switch (error.status) {
      case 400:
        return error.body.error.toUpperCase();
      default: {
        // The contract documents no other.
        const other: 401 = error.status;
        return String(other);
      }
    }
  }
  if (error instanceof StatusError) {
    // @ts-expect-error: of which operation it is, nobody knows
    return error.body.error;
  }
  if (error instanceof ResponseError) {
    const wait: number | undefined = error.retryAfter;
    return `${error.status} ${error.requestId ?? ""} ${wait ?? 0}`;
  }
  // @ts-expect-error: what is left has no type
  return error.message;
}

export function exhausted(error: CreateSubscriptionPortalError): string {
  switch (error.status) {
    case 400:
      return "bad";
    case 401:
      return "who?";
    default: {
      const never: never = error;
      return never;
    }
  }
}
