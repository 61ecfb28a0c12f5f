//! Security, servers, callbacks and webhooks.

use crate::diagnostic::construct::{Code, Construct, Level, Support};

/// The rows of this part, by code.
pub const ALL: &[&Construct] = &[
    &UNDEFINED_SCHEME,
    &SCHEME_KIND,
    &KEY_HEADER_NAME,
    &CALLBACKS,
    &WEBHOOKS,
];

/// A security requirement without a scheme.
pub static UNDEFINED_SCHEME: Construct = Construct {
    code: Code(501),
    title: "a security requirement without a scheme",
    reason: "there is no security scheme of this name",
    help: "define it under `#/components/securitySchemes`",
    support: Support::all(Level::Refused),
};

/// A security scheme other than API key, basic, bearer, oauth2 and openIdConnect.
pub static SCHEME_KIND: Construct = Construct {
    code: Code(502),
    title: "a security scheme other than API key, basic, bearer, oauth2 and openIdConnect",
    reason: "credentials of this kind are not generated",
    help: "use an API key, HTTP basic or bearer, oauth2 or openIdConnect",
    support: Support::all(Level::Refused),
};

/// An API key in a header with an invalid name.
pub static KEY_HEADER_NAME: Construct = Construct {
    code: Code(503),
    title: "an API key in a header with an invalid name",
    reason: "no header can have this name",
    help: "use letters, digits and hyphens",
    support: Support::all(Level::Refused),
};

/// `callbacks` of an operation.
pub static CALLBACKS: Construct = Construct {
    code: Code(505),
    title: "`callbacks` of an operation",
    reason: "no code is generated that sends or receives callbacks: the operation is generated without them",
    help: "write it manually",
    support: Support::all(Level::Noted),
};

/// `webhooks`.
pub static WEBHOOKS: Construct = Construct {
    code: Code(506),
    title: "`webhooks`",
    reason: "no code is generated that sends or receives webhooks",
    help: "write it manually",
    support: Support::all(Level::Noted),
};
