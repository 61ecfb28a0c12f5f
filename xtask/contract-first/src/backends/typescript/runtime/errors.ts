/** Every error that a client throws; only an `AbortSignal` of the caller's throws its own reason. */
export class ClientError extends Error {
  static {
    this.prototype.name = "ClientError";
  }
}

/** Options that are not valid. */
export class InvalidOptionsError extends ClientError {
  static {
    this.prototype.name = "InvalidOptionsError";
  }
}

/** The request could not be made, and nothing was sent: no credentials, or a value that cannot be sent. */
export class UnsentError extends ClientError {
  static {
    this.prototype.name = "UnsentError";
  }
}

/** The service could not be reached, or the connection broke; `cause` is what `fetch` says. */
export class ConnectionError extends ClientError {
  static {
    this.prototype.name = "ConnectionError";
  }
}

/** The time for the whole call, tries and waits included, was spent. */
export class TimeoutError extends ClientError {
  static {
    this.prototype.name = "TimeoutError";
  }

  /** The time that the call had, in milliseconds. */
  readonly timeout: number;

  constructor(timeout: number) {
    super(`no response within ${timeout / 1000} s`);
    this.timeout = timeout;
  }
}

/** What every response has. */
export interface ResponseFacts {
  readonly status: number;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
}

/** The service responded with an error. */
export abstract class ResponseError extends ClientError implements ResponseFacts {
  /** The HTTP status; 0 for a redirection in a browser, which hides it. */
  readonly status: number;
  /** The service's name for this request (`x-request-id`), for questions to its operators. */
  readonly requestId: string | undefined;
  /** How long to wait before the next try (`Retry-After`), in seconds. */
  readonly retryAfter: number | undefined;

  constructor(message: string, facts: ResponseFacts) {
    super(message);
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
  }
}

/**
 * An error that the contract documents; each operation has a class for each of its statuses. `message` is what the
 * service says.
 */
export abstract class StatusError extends ResponseError {
  /** The body. */
  readonly body: unknown;

  constructor(message: string, facts: ResponseFacts, body: unknown) {
    super(message, facts);
    this.body = body;
  }
}

/** A response that the contract does not document: another status, or another form of the body. */
export class UndocumentedError extends ResponseError {
  static {
    this.prototype.name = "UndocumentedError";
  }

  /** The body as text, its first 64 KiB. */
  readonly text: string;

  constructor(message: string, facts: ResponseFacts, text: string) {
    super(message, facts);
    this.text = text;
  }
}

/** Several errors under one name, for `instanceof`: `switch (error.status)` then tells them apart. */
export interface ErrorGroup<E extends ClientError> {
  [Symbol.hasInstance](value: unknown): value is E;
}

export function errorGroup<E extends ClientError>(
  classes: readonly (new (message: string, facts: ResponseFacts, body: unknown) => E)[],
): ErrorGroup<E> {
  return {
    [Symbol.hasInstance]: (value: unknown): value is E => classes.some((one) => value instanceof one),
  };
}
