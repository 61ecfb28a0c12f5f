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
];

/// A header parameter whose name is not a token.
pub static HEADER_NAME: Construct = Construct {
    code: Code(302),
    title: "a header parameter whose name is not a token",
    reason: "no header can have this name (RFC 9110, section 5.1)",
    help: "use letters, digits and hyphens",
    support: Support::all(Level::Refused),
};

/// A header parameter that OpenAPI ignores.
pub static IGNORED_HEADER_PARAMETER: Construct = Construct {
    code: Code(303),
    title: "a header parameter that OpenAPI ignores",
    reason: "a header parameter of this name is ignored (OpenAPI 3.1, Parameter Object; RFC 9110, section 7.6.1)",
    help: "say it with the media types of the bodies, or with a security scheme; HTTP writes its own headers by itself",
    support: Support::all(Level::Noted),
};

/// `allowReserved`.
pub static ALLOW_RESERVED: Construct = Construct {
    code: Code(304),
    title: "`allowReserved`",
    reason: "clients percent-encode reserved characters all the same; the server reads both",
    help: "leave it out",
    support: Support::clients(Level::Noted),
};

/// `allowEmptyValue` of a parameter that is not a string.
pub static ALLOW_EMPTY_VALUE: Construct = Construct {
    code: Code(305),
    title: "`allowEmptyValue` of a parameter that is not a string",
    reason: "an empty value has to fit the schema as any other has to",
    help: "use `type: string`, or leave the parameter optional",
    support: Support::stub(Level::Noted),
};

/// A parameter with `content`.
pub static PARAMETER_CONTENT: Construct = Construct {
    code: Code(306),
    title: "a parameter with `content`",
    reason: "a parameter with a media type of its own",
    help: "describe it with a `schema`, or move it into the body",
    support: Support::all(Level::Refused),
};

/// A parameter that is neither a plain value nor an array or object of plain values.
pub static PARAMETER_NOT_PLAIN: Construct = Construct {
    code: Code(307),
    title: "a parameter that is neither a plain value nor an array or object of plain values",
    reason: "a parameter that is neither a plain value nor an array of plain values",
    help: "use a string, number, boolean, enum or an array of them, or move it into the body",
    support: Support::all(Level::Refused),
};

/// An array in a cookie.
pub static COOKIE_ARRAY: Construct = Construct {
    code: Code(308),
    title: "an array in a cookie",
    reason: "an array in a cookie",
    help: "use the query or a header",
    support: Support::all(Level::Refused),
};

/// A `style` that does not go with a parameter's place and type.
pub static PARAMETER_STYLE: Construct = Construct {
    code: Code(309),
    title: "a `style` that does not go with a parameter's place and type",
    reason: "a parameter with this `style`",
    help: "leave it out: the default style is read",
    support: Support::all(Level::Refused),
};

/// A path segment that no request can have.
pub static PATH_SEGMENT: Construct = Construct {
    code: Code(310),
    title: "a path segment that no request can have",
    reason: "no request can have this segment",
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

/// A placeholder that is in a path twice.
pub static PLACEHOLDER_TWICE: Construct = Construct {
    code: Code(312),
    title: "a placeholder that is in a path twice",
    reason: "the placeholder is in the path twice",
    help: "give each placeholder a name of its own",
    support: Support::stub(Level::Refused),
};

/// Two paths that differ in the names of their placeholders only.
pub static SAME_ROUTE: Construct = Construct {
    code: Code(313),
    title: "two paths that differ in the names of their placeholders only",
    reason: "both paths are the same route",
    help: "write both under one path",
    support: Support::stub(Level::Refused),
};

/// A path segment that the router takes for a pattern.
pub static ROUTER_PATTERN: Construct = Construct {
    code: Code(314),
    title: "a path segment that begins with `:` or `*`",
    reason: "the router takes this segment for a pattern",
    help: "percent-encode its first character",
    support: Support::stub(Level::Refused),
};

/// A brace of a path that opens or closes no placeholder.
pub static UNBALANCED_BRACE: Construct = Construct {
    code: Code(315),
    title: "a `{` or `}` in a path that is not part of a placeholder",
    reason: "no request can have this segment",
    help: "percent-encode the brace",
    support: Support::all(Level::Refused),
};

/// A response header `Content-Type`.
pub static CONTENT_TYPE_HEADER: Construct = Construct {
    code: Code(320),
    title: "a response header `Content-Type`",
    reason: "a header of this name is ignored (OpenAPI 3.1, Response Object)",
    help: "say it with the media types of the content",
    support: Support::stub(Level::Noted),
};

/// A response header that HTTP writes.
pub static FRAMING_HEADER: Construct = Construct {
    code: Code(321),
    title: "a response header that HTTP writes",
    reason: "HTTP writes this header by itself: an implementation has no field for it",
    help: "leave it out",
    support: Support::stub(Level::Noted),
};

/// A response header with `content`.
pub static HEADER_CONTENT: Construct = Construct {
    code: Code(322),
    title: "a response header with `content`",
    reason: "a header with a media type of its own",
    help: "describe it with a `schema`",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};

/// A response header that is neither a plain value nor an array of plain values.
pub static HEADER_NOT_PLAIN: Construct = Construct {
    code: Code(323),
    title: "a response header that is neither a plain value nor an array of plain values",
    reason: "a header that is neither a plain value nor an array of plain values",
    help: "use a string, number, boolean, enum or an array of them",
    support: Support::stub_and_clients(Level::Refused, Level::Noted),
};
