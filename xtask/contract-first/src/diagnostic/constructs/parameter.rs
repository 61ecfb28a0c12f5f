//! Paths, parameters and headers.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &HEADER_NAME,
    &IGNORED_HEADER_PARAMETER,
    &ALLOW_EMPTY_VALUE,
    &PARAMETER_CONTENT,
    &PARAMETER_NOT_PLAIN,
    &PARAMETER_STYLE,
    &PATH_SEGMENT,
    &SAME_ROUTE,
    &UNBALANCED_BRACE,
    &PATH_DELIMITER,
    &ADJACENT_PLACEHOLDERS,
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

/// `allowEmptyValue` of a parameter that is not a string.
pub static ALLOW_EMPTY_VALUE: Construct = Construct {
    code: Code(305),
    title: "`allowEmptyValue` of a parameter that is not a string",
    reason: "an empty value must match the schema like any other",
    help: "use `type: string`, or leave the parameter optional",
    support: Support::stub(Level::Noted),
};

/// A parameter with `content` of another media type.
pub static PARAMETER_CONTENT: Construct = Construct {
    code: Code(306),
    title: "a parameter with `content` that is neither JSON nor plain text",
    reason: "values of this media type are not generated as parameters",
    help: "describe it with a `schema`, use `application/json`, or move it into the body",
    support: Support::all(Level::Refused),
};

/// A parameter whose values have parts of parts, or that no text can be told to be.
pub static PARAMETER_NOT_PLAIN: Construct = Construct {
    code: Code(307),
    title: "a parameter whose style does not say how its values are written",
    reason: "only plain values, arrays and objects of them, and unions whose texts can be told apart have a form in this style (OpenAPI 3.1, Style Values)",
    help: "use `style: deepObject` in the query, `content` with `application/json`, or move it into the body",
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

/// Two operations with the same method whose paths differ only in the names of their placeholders.
pub static SAME_ROUTE: Construct = Construct {
    code: Code(313),
    title: "two operations with the same method whose paths differ only in the names of their placeholders",
    reason: "no request tells the two operations apart",
    help: "make the paths different, or leave out one of the operations",
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

/// A `#` or `?` in a path.
pub static PATH_DELIMITER: Construct = Construct {
    code: Code(316),
    title: "a `#` or `?` in a path",
    reason: "it ends the path of a request: what follows is its fragment or its query (RFC 3986, section 3.3)",
    help: "describe what follows `?` as query parameters; if both belong to one operation, tell them apart by a parameter",
    support: Support::all(Level::Refused),
};

/// Two placeholders of a path segment with nothing between them.
pub static ADJACENT_PLACEHOLDERS: Construct = Construct {
    code: Code(317),
    title: "two placeholders in a path segment with no literal text between them, or one that begins with `%`",
    reason: "nothing says where the first value ends",
    help: "put a character such as `-` between the placeholders",
    support: Support::stub(Level::Refused),
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
