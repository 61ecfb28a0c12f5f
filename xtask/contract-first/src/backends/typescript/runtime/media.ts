import type { DocumentedBody, DocumentedResponse, Operation } from "./operation.js";

/** What the contract says of responses with a status. */
export function documentedOf(operation: Operation, status: number): DocumentedResponse | undefined {
  return operation.responses.find(({ least, most }) => least <= status && status <= most);
}

/** The form of a body, by its media type where that matters; the text says why it has none of them. */
export function bodyOf({ bodies }: DocumentedResponse, headers: Headers): DocumentedBody | string | undefined {
  const [first, second] = bodies;
  if (first === undefined || (second === undefined && !isStream(first))) return first;
  const type = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const family = `${type.split("/", 1)[0]}/*`;
  const found = bodies.find((body) => body.type === type) ?? bodies.find((body) => body.type === family);
  return found ?? (type === "" ? "which has no media type" : `which is ${type}: this is not documented`);
}

/** Whether a body has items that come one by one. */
export function isStream({ media }: DocumentedBody): boolean {
  return media === "events" || media === "jsonLines" || media === "jsonSequence";
}

/** A header `Accept` that asks for one of its media types first. */
export function preferring(chosen: string | undefined, accepted: string): string {
  if (chosen === undefined) return accepted;
  const others = accepted.split(", ").filter((media) => media.split(";", 1)[0] !== chosen);
  return [chosen, ...others.map((media) => `${media.split(";", 1)[0]};q=0.5`)].join(", ");
}
