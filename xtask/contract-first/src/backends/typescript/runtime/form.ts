/**
 * The form that a value of a response is documented to have. What a newer service may add is allowed: properties,
 * values of enums, and variants whose tag is new.
 */
export type Form =
  | "any"
  | "null"
  | "boolean"
  | "integer"
  | "number"
  | "string"
  | { readonly array: Form }
  | { readonly map: Form }
  | { readonly nullable: Form }
  | ObjectForm
  | { readonly oneOf: readonly Form[] }
  | { readonly tag: string; readonly variants: Readonly<Record<string, Form>> }
  | { readonly type: string };

interface ObjectForm {
  readonly object: Readonly<Record<string, Form | { readonly optional: Form }>>;
  /** Of the properties that have no form of their own. */
  readonly rest?: Form;
}

/** Forms of types, by name. */
export type Forms = Readonly<Record<string, Form>>;

type Members = ReadonlyMap<string, unknown>;

/** What is wrong with a value, the place named; `undefined` for a value of the form. Types are known by their names. */
export function mismatch(types: Forms, form: Form, value: unknown, at = ""): string | undefined {
  if (typeof form === "string") return isPlain(form, value) ? undefined : `${at || "it"} is not of type ${form}`;
  if ("type" in form) return mismatch(types, types[form.type] ?? "any", value, at);
  if ("nullable" in form) return value === null ? undefined : mismatch(types, form.nullable, value, at);
  if ("oneOf" in form) {
    const fits = form.oneOf.some((alternative) => mismatch(types, alternative, value, at) === undefined);
    return fits ? undefined : `${at || "it"} matches none of the documented alternatives`;
  }
  if ("array" in form) {
    if (!Array.isArray(value)) return `${at || "it"} is not an array`;
    return first(value, (item, index) => mismatch(types, form.array, item, `${at}[${index}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${at || "it"} is not an object`;
  const members: Members = new Map(Object.entries(value));
  if ("map" in form) return first([...members], ([name, member]) => mismatch(types, form.map, member, inside(at, name)));
  if ("tag" in form) {
    const tag = members.get(form.tag);
    if (typeof tag !== "string") return `${inside(at, form.tag)} is not of type string`;
    return Object.hasOwn(form.variants, tag) ? mismatch(types, form.variants[tag] ?? "any", value, at) : undefined;
  }
  return mismatchOfObject(types, form, members, at);
}

function mismatchOfObject(types: Forms, form: ObjectForm, members: Members, at: string): string | undefined {
  const found = first(Object.entries(form.object), ([name, field]) => {
    const optional = typeof field === "object" && "optional" in field;
    if (!members.has(name)) return optional ? undefined : `${inside(at, name)} is missing`;
    return mismatch(types, optional ? field.optional : field, members.get(name), inside(at, name));
  });
  const { rest } = form;
  if (found !== undefined || rest === undefined) return found;
  const others = [...members].filter(([name]) => !Object.hasOwn(form.object, name));
  return first(others, ([name, member]) => mismatch(types, rest, member, inside(at, name)));
}

function first<T>(items: readonly T[], test: (item: T, index: number) => string | undefined): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = test(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isPlain(form: Form & string, value: unknown): boolean {
  if (form === "any") return true;
  if (form === "null") return value === null;
  return form === "integer" ? Number.isInteger(value) : typeof value === form;
}

function inside(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
