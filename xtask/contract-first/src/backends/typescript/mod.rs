//! The TypeScript client.
//!
//! What its templates print is `package::TemplateData`: what modules import and export, the types (`model`), the forms that responses are
//! checked against (`form`), the credentials (`scheme`), the calls (`operation`, `parameter`, `response`), the README's example. Doc
//! comments are whole there, `/**` and all. What does not depend on the document is `runtime/`: TypeScript that is copied as it is.

mod check;
mod contents;
mod example;
mod files;
mod form;
mod imports;
mod language;
mod model;
mod names;
mod operation;
mod package;
mod parameter;
mod response;
mod scheme;
mod server;
mod text;

pub use language::TypeScript;
