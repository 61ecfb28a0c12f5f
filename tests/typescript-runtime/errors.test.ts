import assert from "node:assert/strict";
import { test } from "node:test";
import * as errors from "./errors.js";

class GoneError extends errors.StatusError {
  static {
    this.prototype.name = "GoneError";
  }
}

class LostError extends errors.StatusError {}

const facts = { status: 404, requestId: "r1", retryAfter: undefined };

test("each has its name and its bases", () => {
  const gone = new GoneError("gone", facts, { a: 1 });
  assert.equal(String(gone), "GoneError: gone");
  assert(gone instanceof errors.ResponseError && gone instanceof errors.ClientError);
  assert.deepEqual([gone.status, gone.requestId, gone.body], [404, "r1", { a: 1 }]);
  const undocumented = new errors.UndocumentedError("what?", facts, "text");
  assert.deepEqual([undocumented.name, undocumented.text], ["UndocumentedError", "text"]);
  const late = new errors.TimeoutError(1500);
  assert.deepEqual([String(late), late.timeout], ["TimeoutError: no response within 1.5 s", 1500]);
  const { InvalidOptionsError, UnsentError, ConnectionError, ClientError } = errors;
  for (const kind of [InvalidOptionsError, UnsentError, ConnectionError, ClientError]) {
    assert.equal(new kind("a").name, kind.name);
  }
});

test("several errors have one name", () => {
  const group = errors.errorGroup([GoneError]);
  assert(new GoneError("gone", facts, undefined) instanceof group);
  assert(!(new LostError("lost", facts, undefined) instanceof group));
});
