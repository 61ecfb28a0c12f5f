import { TimeoutError } from "./errors.js";

/** The end of a call: its time is spent, or the caller's signal says so. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timeout: number;
  readonly #ends: number;
  #timer: ReturnType<typeof setTimeout>;
  readonly #outer: AbortSignal | undefined;
  readonly #follow = (): void => this.#controller.abort(this.#outer?.reason);

  /** The time is in milliseconds. */
  constructor(timeout: number, outer: AbortSignal | undefined) {
    this.#timeout = timeout;
    this.#ends = performance.now() + timeout;
    this.#timer = this.#start();
    this.#outer = outer;
    outer?.addEventListener("abort", this.#follow);
    if (outer?.aborted) this.#follow();
  }

  #start(): ReturnType<typeof setTimeout> {
    const timeout = this.#timeout;
    return setTimeout(() => this.#controller.abort(new TimeoutError(timeout)), timeout);
  }

  /** All of the time begins again, for the next part of a response. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  /** No time is spent until it begins again. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Whether the caller's signal ended it. */
  get isAborted(): boolean {
    return this.#outer?.aborted === true;
  }

  /** Aborts with what is to be thrown. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds. */
  get left(): number {
    return this.#ends - performance.now();
  }

  /** Waits so many milliseconds. */
  wait(time: number): Promise<void> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      const aborted = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", aborted);
        resolve();
      }, time);
      signal.addEventListener("abort", aborted);
      if (signal.aborted) aborted();
    });
  }

  /** Lets go of the timer and of the caller's signal. */
  end(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#follow);
  }
}
