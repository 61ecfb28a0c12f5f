//! Security, servers and tags.

use crate::diagnostic::construct::Construct;

/// The rows of this part, by code.
pub static ALL: &[Construct] = &[
    Construct::supported(
        550,
        "an API key in a header",
        "the stub reads it, and the clients send it",
    ),
    Construct::supported(
        551,
        "an API key in the query",
        "the stub reads it, and the clients send it",
    ),
    Construct::supported(
        552,
        "an API key in a cookie",
        "the stub reads it, and the clients send it",
    ),
    Construct::supported(
        553,
        "HTTP basic",
        "the stub reads user name and password, and the clients send them",
    ),
    Construct::supported(
        554,
        "HTTP bearer",
        "the stub reads the token, and the clients send it",
    ),
    Construct::supported(
        555,
        "`oauth2`",
        "a bearer token: how it is obtained is not generated",
    ),
    Construct::supported(
        556,
        "`openIdConnect`",
        "a bearer token: how it is obtained is not generated",
    ),
    Construct::supported(
        557,
        "alternatives of `security`",
        "any of them suffices; `authenticate` gets those that a request satisfies, in document order",
    ),
    Construct::supported(
        558,
        "several schemes in one requirement",
        "all of them are required",
    ),
    Construct::supported(
        559,
        "the empty requirement `{}`",
        "credentials are optional",
    ),
    Construct::supported(
        560,
        "scopes",
        "handed to `authenticate` with the credentials that need them",
    ),
    Construct::supported(
        561,
        "`security` of the document",
        "applies to every operation without its own; `security: []` requires no credentials",
    ),
    Construct::supported(
        570,
        "`servers` of the document",
        "the first is the clients' default base URL; where it is relative, callers must give one. Where there are several, the clients have a function for each, whose result is a base URL",
    ),
    Construct::supported(
        571,
        "variables of a server",
        "arguments of the functions for servers, limited to their `enum`; the default base URL has their defaults",
    ),
    Construct::supported(
        572,
        "`tags`",
        "a trait of the stub for each first tag of an operation, documented with the tag's description",
    ),
    Construct::supported(
        573,
        "an operation without a tag",
        "part of the trait `Default`",
    ),
    Construct::supported(
        574,
        "`summary` and `description` of an operation",
        "documentation of its method",
    ),
    Construct::supported(
        575,
        "`deprecated` of an operation",
        "the clients' method is marked as deprecated",
    ),
    Construct::supported(
        576,
        "`servers` of a path or an operation",
        "the clients send the call to the first of them, unless the caller or the environment says where the service is. Credentials are not sent to another origin than the client's base URL: such a call is refused, and a second client with that server as its base URL makes it",
    ),
];
