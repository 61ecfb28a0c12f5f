//! Bodies, responses and their media types.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &MEDIA_TYPE,
    &FURTHER_MEDIA_TYPE,
    &TEXT_NOT_A_STRING,
    &FORM_ENCODING,
    &BODY_WITHOUT_FETCH,
    &OPTIONAL_BODY_WITHOUT_FETCH,
    &TRACE_BODY,
    &TRACE_WITHOUT_FETCH,
    &STATUS,
    &BODY_OF_BODILESS_STATUS,
    &LINKS,
    &HEAD_CONTENT,
    &UNTYPED_RESPONSE,
    &STREAM_SCHEMA,
];

/// A body in none of the media types that are generated.
pub static MEDIA_TYPE: Construct = Construct {
    code: Code(401),
    title: "a body in none of the media types that are generated",
    reason: "this media type is not generated",
    help: "offer `application/json`, a form, text or bytes",
    support: Support::all(Level::Refused),
};

/// Further media types of a body or response.
pub static FURTHER_MEDIA_TYPE: Construct = Construct {
    code: Code(402),
    title: "further media types of a body or response",
    reason: "only one media type is generated: this one is left out",
    help: "give it an operation or a status of its own",
    support: Support::all(Level::Noted),
};

/// A text body whose schema is not a string.
pub static TEXT_NOT_A_STRING: Construct = Construct {
    code: Code(403),
    title: "a text body whose schema is not a string",
    reason: "a text body is a plain string",
    help: "use `type: string`, or offer `application/json`",
    support: Support::all(Level::Refused),
};

/// A form property with an `encoding` that is not generated.
pub static FORM_ENCODING: Construct = Construct {
    code: Code(404),
    title: "a form property with an `encoding` that is not generated",
    reason: "this encoding of a form property is not generated",
    help: "use `style: deepObject`, or `contentType: application/json`",
    support: Support::all(Level::Refused),
};

/// A GET or HEAD request with a required body.
pub static BODY_WITHOUT_FETCH: Construct = Construct {
    code: Code(405),
    title: "a GET or HEAD request with a required body",
    reason: "`fetch` sends no body with GET and HEAD: the TypeScript client cannot call this operation",
    help: "use another method, or move the body's properties into the query; the other targets support it",
    support: Support::typescript(Level::Refused),
};

/// A GET or HEAD request with an optional body.
pub static OPTIONAL_BODY_WITHOUT_FETCH: Construct = Construct {
    code: Code(406),
    title: "a GET or HEAD request with an optional body",
    reason: "`fetch` sends no body with GET and HEAD: the TypeScript client calls this operation without one",
    help: "use another method, or move the body's properties into the query; the other targets support it",
    support: Support::typescript(Level::Noted),
};

/// A TRACE request with a body.
pub static TRACE_BODY: Construct = Construct {
    code: Code(407),
    title: "a TRACE request with a body",
    reason: "a TRACE request has no body (RFC 9110, section 9.3.8)",
    help: "leave it out",
    support: Support::all(Level::Refused),
};

/// A TRACE operation.
pub static TRACE_WITHOUT_FETCH: Construct = Construct {
    code: Code(408),
    title: "a TRACE operation",
    reason: "`fetch` sends no TRACE request: the TypeScript client cannot call this operation",
    help: "leave the operation out; the other targets support it",
    support: Support::typescript(Level::Refused),
};

/// A response code that is neither a status from 200 to 599 nor a range of them.
pub static STATUS: Construct = Construct {
    code: Code(409),
    title: "a response code that is neither a status from 200 to 599 nor a range of them",
    reason: "no final response has this status",
    help: "name each status, or use `2XX` to `5XX` or `default`",
    support: Support::all(Level::Refused),
};

/// A 204, 205 or 304 with content.
pub static BODY_OF_BODILESS_STATUS: Construct = Construct {
    code: Code(410),
    title: "a 204, 205 or 304 with content",
    reason: "a response of this status has no body (RFC 9110, section 15)",
    help: "leave the content out, or use another status",
    support: Support::all(Level::Noted),
};

/// `links` of a response.
pub static LINKS: Construct = Construct {
    code: Code(411),
    title: "`links` of a response",
    reason: "links are left out: no code is generated that follows them",
    help: "mention them in the description",
    support: Support::all(Level::Noted),
};

/// A response to HEAD with content.
pub static HEAD_CONTENT: Construct = Construct {
    code: Code(412),
    title: "a response to HEAD with content",
    reason: "a response to HEAD has no body (RFC 9110, section 9.3.2): its content is left out",
    help: "describe it for GET only",
    support: Support::all(Level::Noted),
};

/// A response of XML, of several parts, or of text that is more than a string.
pub static UNTYPED_RESPONSE: Construct = Construct {
    code: Code(421),
    title: "a response of XML or several parts, or a text whose schema is not a string",
    reason: "it is passed through as it is: its schema is not used",
    help: "offer `application/json` for typed values",
    support: Support::all(Level::Noted),
};

/// The `schema` of a stream that says what a text is not.
pub static STREAM_SCHEMA: Construct = Construct {
    code: Code(422),
    title: "a stream whose `schema` is not a string",
    reason: "a `schema` is of the whole body, which never is there at once: items are passed through as they come",
    help: "say what an item is in `itemSchema`, or in `x-item-schema` of the media type (the overlay can add it)",
    support: Support::all(Level::Noted),
};
