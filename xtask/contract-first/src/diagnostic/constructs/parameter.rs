//! Paths, parameters and headers.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &HEADER_NAME,
    &IGNORED_HEADER_PARAMETER,
    &ALLOW_RESERVED,
    &ALLOW_EMPTY_VALUE,
    &PARAMETER_CONTENT,
    &PARAMETER_NOT_PLAIN,
    &COOKIE_ARRAY,
    &PARAMETER_STYLE,
    &PATH_SEGMENT,
    &PLACEHOLDER,
    &PLACEHOLDER_TWICE,
    &SAME_ROUTE,
    &ROUTER_PATTERN,
    &UNBALANCED_BRACE,
    &CONTENT_TYPE_HEADER,
    &FRAMING_HEADER,
    &HEADER_CONTENT,
    &HEADER_NOT_PLAIN,
    &RESPONSE_HEADERS,
];

/// A header parameter whose name is not a valid header name.
pub static HEADER_NAME: Construct = Construct {
    code: Code(302),
    title: "a header parameter whose name is not a valid header name",
    reason: "no header can have this name (RFC 9110, section 5.1)",
    help: "use letters, digits and hyphens",
    support: Support::all(Level::Refused),
};

/// A header parameter `Accept`, `Authorization` or `Content-Type`, or one that HTTP itself sets.
pub static IGNORED_HEADER_PARAMETER: Construct = Construct {
    code: Code(303),
    title: "a header parameter `Accept`, `Authorization` or `Content-Type`, or one that HTTP itself sets",
    reason: "a header parameter of this name is ignored (OpenAPI 3.1, Parameter Object; RFC 9110, section 7.6.1)",
    help: "use the media types of the bodies, or a security scheme; HTTP sets its own headers",
    support: Support::all(Level::Noted),
};

/// `allowReserved`.
pub static ALLOW_RESERVED: Construct = Construct {
    code: Code(304),
    title: "`allowReserved`",
    reason: "the clients percent-encode reserved characters anyway; the server accepts both forms",
    help: "leave it out",
    support: Support::clients(Level::Noted),
};

/// `allowEmptyValue` of a parameter that is not a string.
pub static ALLOW_EMPTY_VALUE: Construct = Construct {
    code: Code(305),
    title: "`allowEmptyValue` of a parameter that is not a string",
    reason: "an empty value must match the schema like any other",
    help: "use `type: string`, or leave the parameter optional",
    support: Support::stub(Level::Noted),
};

/// A parameter with `content`.
pub static PARAMETER_CONTENT: Construct = Construct {
    code: Code(306),
    title: "a parameter with `content`",
    reason: "parameters with a media type of their own are not generated",
    help: "describe it with a `schema`, or move it into the body",
    support: Support::all(Level::Refused),
};

/// A parameter that is neither a plain value nor an array or object of plain values.
pub static PARAMETER_NOT_PLAIN: Construct = Construct {
    code: Code(307),
    title: "a parameter that is neither a plain value nor an array or object of plain values",
    reason: "only plain values, arrays of them, and objects in the query are generated",
    help: "use a string, number, boolean, enum or an array of them, or move it into the body",
    support: Support::all(Level::Refused),
};

/// An array in a cookie.
pub static COOKIE_ARRAY: Construct = Construct {
    code: Code(308),
    title: "an array in a cookie",
    reason: "arrays in cookies are not generated",
    help: "use the query or a header",
    support: Support::all(Level::Refused),
};

/// A `style` that is not generated for the parameter's place and type.
pub static PARAMETER_STYLE: Construct = Construct {
    code: Code(309),
    title: "a `style` that is not generated for the parameter's location and type",
    reason: "parameters with this `style` are not generated",
    help: "leave it out: the default style is generated",
    support: Support::all(Level::Refused),
};

/// A path segment that no request can have.
pub static PATH_SEGMENT: Construct = Construct {
    code: Code(310),
    title: "a path segment that no request can have",
    reason: "the segment has a character that no path can have",
    help: "percent-encode what RFC 3986 does not allow in a path",
    support: Support::all(Level::Refused),
};

/// A placeholder that is only a part of a path segment.
pub static PLACEHOLDER: Construct = Construct {
    code: Code(311),
    title: "a placeholder that is only a part of a path segment",
    reason: "a placeholder must be a whole segment, of letters, digits, `_`, `-` and `.`",
    help: "use `/{name}/`",
    support: Support::stub(Level::Refused),
};

/// A placeholder that appears twice in a path.
pub static PLACEHOLDER_TWICE: Construct = Construct {
    code: Code(312),
    title: "a placeholder that appears twice in a path",
    reason: "the placeholder appears twice in the path",
    help: "give each placeholder a name of its own",
    support: Support::stub(Level::Refused),
};

/// Two paths that differ only in the names of their placeholders.
pub static SAME_ROUTE: Construct = Construct {
    code: Code(313),
    title: "two paths that differ only in the names of their placeholders",
    reason: "both paths are the same route",
    help: "put the operations under one path",
    support: Support::stub(Level::Refused),
};

/// A path segment that begins with `:` or `*`.
pub static ROUTER_PATTERN: Construct = Construct {
    code: Code(314),
    title: "a path segment that begins with `:` or `*`",
    reason: "the router would treat this segment as a pattern",
    help: "percent-encode its first character",
    support: Support::stub(Level::Refused),
};

/// A `{` or `}` in a path that is not part of a placeholder.
pub static UNBALANCED_BRACE: Construct = Construct {
    code: Code(315),
    title: "a `{` or `}` in a path that is not part of a placeholder",
    reason: "a brace must be part of a placeholder",
    help: "percent-encode the brace",
    support: Support::all(Level::Refused),
};

/// A response header `Content-Type`.
pub static CONTENT_TYPE_HEADER: Construct = Construct {
    code: Code(320),
    title: "a response header `Content-Type`",
    reason: "a header of this name is ignored (OpenAPI 3.1, Response Object)",
    help: "use the media types of `content`",
    support: Support::all(Level::Noted),
};

/// A response header that HTTP itself writes.
pub static FRAMING_HEADER: Construct = Construct {
    code: Code(321),
    title: "a response header that HTTP itself sets",
    reason: "HTTP sets this header: an implementation has no field for it, and the clients do not read it",
    help: "leave it out",
    support: Support::all(Level::Noted),
};

/// A response header with `content`.
pub static HEADER_CONTENT: Construct = Construct {
    code: Code(322),
    title: "a response header with `content`",
    reason: "headers with a media type of their own are not generated",
    help: "describe it with a `schema`",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};

/// A response header that is neither a plain value nor an array of plain values.
pub static HEADER_NOT_PLAIN: Construct = Construct {
    code: Code(323),
    title: "a response header that is neither a plain value nor an array of plain values",
    reason: "only plain values and arrays of them are generated as headers",
    help: "use a string, number, boolean, enum or an array of them",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};

/// Response headers.
pub static RESPONSE_HEADERS: Construct = Construct {
    code: Code(324),
    title: "response headers",
    reason: "an implementation of the stub sets them: plain values and arrays of them, and `Set-Cookie` as a list; the clients do not read them",
    help: "return what callers need in the body as well",
    support: Support::clients(Level::Noted),
};
