//! The TypeScript client.
//!
//! What its templates need beyond what all languages get stands under `typescript` of the extension (`package`: what modules import and
//! export, the forms that answers are checked against, the README's example), of each type (`model`) and of each operation
//! (`operation`). Doc comments are whole here, `/**` and all.

mod example;
mod form;
mod language;
mod model;
mod names;
mod operation;
mod package;
mod text;

pub use language::TypeScript;
