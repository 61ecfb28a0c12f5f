import assert from "node:assert/strict";
import { test } from "node:test";
import { Deadline } from "./deadline.js";
import { TimeoutError } from "./errors.js";

test("it ends when its time is spent", async () => {
  const deadline = new Deadline(20, undefined);
  assert(deadline.left > 0 && deadline.left <= 20);
  await assert.rejects(deadline.wait(10_000), new TimeoutError(20));
  assert(deadline.signal.aborted && deadline.left <= 1);
  await assert.rejects(deadline.wait(0), TimeoutError);
  deadline.end();
});

test("it ends with the caller's signal", async () => {
  const controller = new AbortController();
  const deadline = new Deadline(10_000, controller.signal);
  const waiting = assert.rejects(deadline.wait(10_000), /enough/);
  controller.abort(new Error("enough"));
  await waiting;
  deadline.end();
  assert.equal(new Deadline(10_000, AbortSignal.abort("before")).signal.reason, "before");
});

test("a wait within its time is one", async () => {
  const controller = new AbortController();
  const deadline = new Deadline(10_000, controller.signal);
  await deadline.wait(5);
  deadline.end();
  controller.abort();
  assert(!deadline.signal.aborted, "it does not listen any more");
});
