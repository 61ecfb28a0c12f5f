//! The TypeScript client.
//!
//! What its templates need beyond what all languages get stands under `typescript` of the extension (`clientTypes`, `operationTypes`,
//! `answerTypes`: what modules import; `exported`: what the package exports), of each type (`model`) and of each operation (`operation`).

mod example;
mod form;
mod language;
mod model;
mod operation;
mod package;
mod text;

pub use language::TypeScript;
