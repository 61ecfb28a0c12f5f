import type { Operation } from "./operation.js";
import type { BaseOptions } from "./options.js";
import type { Service } from "./service.js";

/** A service that takes every kind of credentials. */
export const shop: Service = {
  agent: "shop/1",
  baseUrlVariable: "SHOP_BASE_URL",
  baseUrl: "https://shop.example/v1",
  schemes: [
    { option: "apiKey", kind: "apiKey", place: "header", wire: "x-api-key", variable: "SHOP_API_KEY" },
    { option: "token", kind: "bearer", place: "header", wire: "authorization", variable: "SHOP_TOKEN" },
    { option: "basic", kind: "basic", place: "header", wire: "authorization", variable: "SHOP_BASIC" },
    { option: "query", kind: "apiKey", place: "query", wire: "api key", variable: "SHOP_QUERY" },
    { option: "session", kind: "apiKey", place: "cookie", wire: "sid", variable: "SHOP_SESSION" },
  ],
  exclusive: [["apiKey", "token"]],
  forms: { Book: { object: { title: "string" } } },
};

/** Options of its clients. */
export interface ShopOptions extends BaseOptions {
  apiKey?: string;
  token?: string;
  basic?: { user: string; password: string };
  query?: string;
  session?: string;
}

/** A call, but for what a test says of it. */
export function operation(members: Partial<Operation> = {}): Operation {
  return {
    method: "GET",
    path: "/books",
    accept: "application/json",
    idempotent: true,
    security: [],
    parameters: [],
    responses: [{ least: 200, most: 299, bodies: [{ type: "a/b", media: "text" }] }],
    ...members,
  };
}

/** Does something with these variables of the environment and no others that begin like them. */
export function having<T>(variables: Record<string, string>, act: () => T): T {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith("SHOP_")) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return act();
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
