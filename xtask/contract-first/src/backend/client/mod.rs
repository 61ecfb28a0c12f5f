//! What a client SDK is made from: the contract read once for all languages, then written in each language's names and types as the
//! extension `x-client` of the document that the generator reads (the paths of that document are numbers; nothing else is in it).
//!
//! `package::document` makes it for one target: the `model` that `read` makes of the document (typed, of no language) becomes a
//! [`package::ClientPackage`] in the names and types of a `Language`, and `Language::extension` makes of that what the language's
//! templates print.
//!
//! Templates reach the extension as `openAPI.extensions.x-client`. JMustache looks for a missing key further out, so every key is always
//! there, `false` when it says nothing. `...Literal` is a string literal of the language (of the manifest, for title and license),
//! `...Code` a code span, `...Text` Markdown that is nothing but text, `...Cell` such for a table. `docs` are finished lines, a list.
//! What stands there as the document writes it is `raw...`, and is taken away before a template sees it.
//! `cargo run --manifest-path xtask/Cargo.toml --example extension -- tests/fixtures/bookshop.yaml python` prints one.
//!
//! ```text
//! package, module        name of the package; the same as an identifier (accounts_client)
//! titleText, titleLiteral, docs, version  the contract's; the version is semantic;  licenseLiteral: SPDX identifier or false
//! agentLiteral           user agent: package-language/version
//! baseUrl                {literal, shown, cell} of the first server without trailing slash, or false: then the option is required
//! environment            prefix of environment variables (RECOUP); baseUrlVariable: RECOUP_BASE_URL
//! schemes[]              {name: option (apiKey/api_key), apiKey|bearer|basic: true/false, header|query|cookie: true/false,
//!                         wireCell, wireLiteral, variable: RECOUP_API_KEY, docs, whatCell, index}
//! exclusive[]            {one, other}: options of which a caller gives one only, by their names (an either-or contract)
//! types[]                {name, docs, request, answer: which way it goes, and one of
//!                         object {fields[] {name, wireLiteral, renamed, type, required, nullable, docs}, rest {type} or false},
//!                         enumeration {texts: all are strings, values[] {name, literal, shown}},
//!                         union {variants[] {name, type, tags: [literal] or false}, tag: literal or false},
//!                         alias {type}}
//!                        `type` says null where that is a value; that a property may be absent is told by `required` alone.
//! operations[]           {idCode, name, docs, deprecated, method, routeCode, pathLiteral, idempotent: may be sent again although it may have
//!                         arrived,
//!                         errorType, parametersType, successType: names nothing else has,
//!                         security[] {schemes[] {name, index}}: alternatives in order; empty: none asked; an empty one: none needed,
//!                         secured: whether there is any,
//!                         pathParts[] {literal or false, parameter {name, list} or false},
//!                         parameters[] {name, wireLiteral, docs, type, required, path|query|header|cookie: true/false, one|list|
//!                         object (pairs `name[part]`; a text where a union has one): true/false, spread: the properties of the object are pairs
//!                         by themselves, style, explode, separatorLiteral (between items that stand together) or false},
//!                         required[], optional[]: the same parameters apart;  inPath[], inQuery[], inHeader[], inCookie[]: by place,
//!                         parametrised: whether there are any,  acceptLiteral: the media types of its answers,
//!                         body {type, required, docs, json|form|text|bytes: true/false, mediaLiteral, encodings[] {wireLiteral,
//!                         styleLiteral: `deepObject`, `json`, or what stands between items}: properties of a form that have one} or false,
//!                         answers[] {code, status (number) or false, least, most: the statuses that it is for, literal numbers,
//!                         success: true/false, name (Status400), errorType (an own name), docs, body {type, json|text|bytes,
//!                         mediaLiteral} or false}, successes[], errors[]: the same apart; least specific last,
//!                         success: {type} of the only success, or false when there is none; several: whether there are more successes}
//! ```
//!
//! Retries: `idempotent` is false for POST and PATCH: such a call is sent again only when the connection could not be made, or the
//! answer was 429 or 503; a connection that broke later is an error at once.

pub mod common;
pub mod language;
pub mod model;
pub mod operation;
pub mod outcome;
pub mod package;
mod renderer;
pub mod sample;
pub mod scheme;
mod security;
pub mod words;
