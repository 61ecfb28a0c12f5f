//! Names that are hard to make identifiers of, in every place of a document that has a name, through all targets; documents that lack
//! something; versions of any text.

mod document;
mod minimal;
mod run;
mod versions;
mod wire;
mod words;

pub use run::run;
