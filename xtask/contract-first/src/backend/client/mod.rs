//! What a client SDK is made from: the contract read once for all languages, then written in each language's names and types as the
//! extension `x-client` of the document that the generator reads (the paths of that document are numbers; nothing else is in it).
//!
//! `package::document` makes it for one target: the `model` that `read` makes of the document (typed, of no language) becomes a
//! [`package::ClientPackage`] in the names and types of a `Language`, and `Language::extension` makes of that what the language's
//! templates print.
//!
//! Templates reach the extension as `openAPI.extensions.x-client`. JMustache looks for a missing key further out, so every key is always
//! there, `false` when it says nothing.
//! `cargo run --manifest-path xtask/Cargo.toml --example extension -- tests/fixtures/bookshop.yaml python` prints one.
//!
//! Retries: `idempotent` is false for POST and PATCH: such a call is sent again only when the connection could not be made, or the
//! answer was 429 or 503; a connection that broke later is an error at once.

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
