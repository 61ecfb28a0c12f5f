//! No byte of a document becomes code: `tests/injection/document.yaml` has every place of a document that holds a text, hostile texts
//! go there (`document`, `hostile`), and what is generated has the shape of what harmless words make (`shape`, `compare`) and compiles (`compiled`).

mod compare;
mod compiled;
mod document;
mod hostile;
mod run;
mod shape;

pub use compiled::compiled;
pub use document::Places;
pub use hostile::HARMLESS;
pub use run::run;
