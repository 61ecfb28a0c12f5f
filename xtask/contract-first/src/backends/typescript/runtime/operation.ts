import type { ResponseFacts, ClientError } from "./errors.js";
import type { Form } from "./form.js";
import type { Style } from "./styles.js";

/** How the body of a request is written. */
export type Media = "json" | "form" | "text" | "bytes";

/** What the body of a response holds. */
export type ResponseMedia = "json" | "text" | "bytes" | "events" | "jsonLines" | "jsonSequence";

/** A call as the contract describes it. */
export interface Operation {
  readonly method: string;
  /** Parameters stand in braces. */
  readonly path: string;
  readonly accept: string;
  /** Where it is served, if that is elsewhere than all others. */
  readonly server?: string;
  /** Whether it may be sent again although it may have arrived (RFC 9110, section 9.2.2). */
  readonly idempotent: boolean;
  /** Alternatives in the contract's order; none: no credentials are asked for. */
  readonly security: readonly (readonly string[])[];
  readonly parameters: readonly Parameter[];
  readonly body?: DescribedBody;
  /** The most specific ones first. */
  readonly responses: readonly DocumentedResponse[];
}

export interface DescribedBody {
  readonly media: Media;
  readonly type: string;
  readonly required: boolean;
  /** Of properties of a form: `deepObject`, `json`, or what stands between items. */
  readonly styles: Readonly<Record<string, string>>;
}

export interface Parameter {
  /** As callers write it. */
  readonly name: string;
  readonly wire: string;
  readonly place: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  /** Whether items of lists are numbered, too, where properties are written `name[key]=value`. */
  readonly deep: boolean;
  readonly explode: boolean;
  /** Whether the properties of an object are parameters by themselves. */
  readonly spread: boolean;
  /** Stands between items that are one text; without it each item is a parameter. */
  readonly separator?: string;
  readonly part?: SegmentPart;
  /** Where the value is one text whatever it holds, or cookies of their own. */
  readonly style?: Style;
  /** Whether reserved characters stand in the query as they are. */
  readonly reserved?: true;
}

/** How a value in the path stands beside others in its segment. */
export interface SegmentPart {
  /** Whether it is a segment by itself elsewhere. */
  readonly whole: boolean;
  /** What would end it early. */
  readonly ends: string;
}

export interface DocumentedResponse {
  /** The statuses that it is for, both ends included. */
  readonly least: number;
  readonly most: number;
  /** The forms of its body; none where it has no body. */
  readonly bodies: readonly DocumentedBody[];
  readonly error?: new (message: string, facts: ResponseFacts, body: unknown) => ClientError;
}

/** A form of the body of a response. */
export interface DocumentedBody {
  /** The media type in lower case; `image/*` is any of its family. */
  readonly type: string;
  readonly media: ResponseMedia;
  /** Of JSON: of the body, of each item, or of the data of each event. */
  readonly form?: Form;
  /** The forms of the data of events, by their names; `null` for text. */
  readonly events?: Readonly<Record<string, Form | null>>;
  /** The text of an item that ends the stream. */
  readonly end?: string;
}
