//! What a client SDK is made from: the contract, read once for all languages, in the names and types of one.
//!
//! `package::files` makes a [`package::ClientPackage`] of the contract for a `Language`, and `Language::files` makes of that what the
//! language's templates print.
//!
//! Templates reach it as `openAPI.extensions.x-client`. JMustache looks for a missing key further out, so every key is always there,
//! `false` when it says nothing. The example `template_data` prints it.
//!
//! Retries: `idempotent` is false for POST and PATCH: such a call is sent again only when the connection could not be made, or the
//! response was 429 or 503; a connection that broke later is an error at once.

pub mod content;
pub mod head;
pub mod language;
pub mod model;
pub mod operation;
pub mod outcome;
pub mod package;
mod renderer;
pub mod sample;
pub mod scheme;
mod security;
pub mod server;
mod text_style;
pub mod words;
