import assert from "node:assert/strict";
import { test } from "node:test";
import { isServer, variable } from "./runtime.js";
import { having } from "./service.fixture.js";

test("a variable that is empty is none", () => {
  having({ SHOP_A: "a", SHOP_B: "" }, () => {
    assert.deepEqual([variable("SHOP_A"), variable("SHOP_B"), variable("SHOP_C")], ["a", undefined, undefined]);
  });
  assert(isServer);
});
