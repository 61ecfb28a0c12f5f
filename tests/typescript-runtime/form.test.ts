import assert from "node:assert/strict";
import { test } from "node:test";
import { type Form, type Forms, mismatch } from "./form.js";

const types: Forms = {
  Pet: { tag: "kind", variants: { cat: { type: "Cat" } } },
  Cat: { object: { kind: "string", lives: { optional: "integer" } }, rest: "boolean" },
};

const cases: [Form, unknown, string | undefined][] = [
  ["any", null, undefined],
  ["null", 0, "it is not of type null"],
  ["boolean", 1, "it is not of type boolean"],
  ["integer", 1.5, "it is not of type integer"],
  ["number", 1.5, undefined],
  ["string", "", undefined],
  [{ nullable: "string" }, null, undefined],
  [{ nullable: "string" }, 1, "it is not of type string"],
  [{ array: "string" }, ["a", 1], "[1] is not of type string"],
  [{ array: "string" }, {}, "it is not an array"],
  [{ map: "string" }, { a: 1 }, "a is not of type string"],
  [{ map: "string" }, [], "it is not an object"],
  [{ oneOf: ["string", "null"] }, 1, "it matches none of the documented alternatives"],
  [{ oneOf: ["string", "null"] }, null, undefined],
  [{ type: "Pet" }, { kind: "cat", lives: 1.5 }, "lives is not of type integer"],
  [{ type: "Pet" }, { kind: "cat", wild: 1 }, "wild is not of type boolean"],
  [{ type: "Pet" }, { kind: "cat", wild: true }, undefined],
  [{ type: "Pet" }, { kind: "dog" }, undefined],
  [{ type: "Pet" }, {}, "kind is not of type string"],
  [{ type: "Cat" }, {}, "kind is missing"],
  [{ type: "Unheard" }, 7, undefined],
  [{ array: { object: { pet: { type: "Pet" } } } }, [{ pet: 1 }], "[0].pet is not an object"],
];

for (const [form, value, expected] of cases) {
  test(`${JSON.stringify(value)} as ${JSON.stringify(form)}`, () => assert.equal(mismatch(types, form, value), expected));
}
