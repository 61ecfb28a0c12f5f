import { UnsentError } from "./errors.js";
import type { Parameter } from "./operation.js";
import { type Parts, addCookie, entriesOf, isObject, setHeader, textOf } from "./parts.js";

/** How a value is one text: by what stands between its parts, as RFC 6570 writes paths, as JSON; or as cookies of their own. */
export type Style = "plain" | "," | " " | "|" | "label" | "matrix" | "json" | "cookies";

/** Puts a value whose style says how its parts are written; the text of one in the path is what it gives. */
export function putStyled(parameter: Parameter, style: Style, value: unknown, parts: Parts): string | undefined {
  const { name, wire, place } = parameter;
  if (style === "cookies") {
    const cookies = isObject(value) ? entriesOf(value) : listed(value).map((item): [string, unknown] => [wire, item]);
    for (const [key, item] of cookies) addCookie(parts, name, key, encodeURIComponent(partOf(name, item)));
    return undefined;
  }
  const text = style === "json" ? jsonOf(parameter, value) : styledOf(parameter, style, value);
  if (place === "query") parts.query.push(`${encodeURIComponent(wire)}=${text}`);
  else if (place === "header") setHeader(parts, name, wire, text);
  else if (place === "cookie" && style === "plain") addCookie(parts, name, wire, text);
  // A comma stands between its parts.
  else if (place === "cookie") parts.cookies.push(`${wire}=${text}`);
  return text;
}

/** In ASCII: headers hold nothing else. */
function jsonOf({ name, place }: Parameter, value: unknown): string {
  try {
    const text = JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    return place === "header" ? text : encodeURIComponent(text);
  } catch (error) {
    throw new UnsentError(`\`${name}\` is not valid JSON: ${String(error)}`, { cause: error });
  }
}

function styledOf(parameter: Parameter, style: Exclude<Style, "json" | "cookies">, value: unknown): string {
  const { wire, explode } = parameter;
  if (style === "plain") return partOf(parameter.name, value);
  if (style === "label") return `.${joined(parameter, value, explode ? "." : ",")}`;
  if (style !== "matrix") return joined(parameter, value, style);
  const start = `;${encodeURIComponent(wire)}=`;
  if (!explode) return start + joined(parameter, value, ",");
  if (isObject(value)) return `;${joined(parameter, value, ";")}`;
  return listed(value).map((item) => start + encoded(parameter, item)).join("");
}

/** The parts in one text; of an object that is exploded, `name=value`. */
function joined(parameter: Parameter, value: unknown, separator: string): string {
  const { name, place, explode } = parameter;
  const between = place === "path" || place === "header" ? separator : encodeURIComponent(separator).replace("%2C", ",");
  let texts: string[][];
  if (isObject(value)) {
    texts = entriesOf(value).map(([key, member]) => [encoded(parameter, key, true), encoded(parameter, member)]);
  } else if (Array.isArray(value)) {
    texts = listed(value).map((item) => [encoded(parameter, item)]);
    if (texts.length === 1 && texts[0]?.[0] === "") throw new UnsentError(`\`${name}\` is a single empty item, which reads as an empty list`);
  } else {
    return encoded(parameter, value);
  }
  if (between.length > 1 && texts.flat().some((text) => text.includes(between))) {
    throw new UnsentError(`a part of \`${name}\` contains "${separator}", which separates its parts`);
  }
  return texts.map((pair) => pair.join(explode ? "=" : between)).join(between);
}

/** A part: what would separate it from others, or change it, is encoded. */
function encoded({ name, place, explode, style }: Parameter, value: unknown, isKey = false): string {
  const text = partOf(name, value);
  if (place !== "header") {
    const url = encodeURIComponent(text);
    return style === "label" ? url.replaceAll(".", "%2E") : url;
  }
  const kept = text.replace(/%(?=[0-9a-f]{2})/gi, "%25").replaceAll(",", "%2C");
  const item = kept.replace(/^[ \t]|[ \t]$/g, encodeURIComponent);
  return isKey && explode ? item.replaceAll("=", "%3D") : item;
}

function partOf(name: string, value: unknown): string {
  if (isObject(value) || Array.isArray(value)) {
    throw new UnsentError(`\`${name}\` has parts of parts, which its style cannot write`);
  }
  return textOf(value);
}

/** The items that there are. */
function listed(value: unknown): unknown[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => item !== undefined && item !== null);
}
