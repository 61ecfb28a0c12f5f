//! From a document to files: one run of the generator into an empty folder, formatted and proved,
//! then compared with what is there or swapped in. `generate` and `drift` share all of it.

mod constructs_page;
mod inputs;
mod manifest;
mod marker;
mod normalise;
mod output_error;
mod output_folder;
mod overrides;
mod packages;
mod produce;
mod swap;
mod target;

pub use constructs_page::ConstructsPage;
pub use inputs::inputs;
pub use manifest::Manifest;
pub use output_error::OutputError;
pub use output_folder::{AdHocJob, GenerateOutcome, generate_prepared, generate_to, prepare};
pub use packages::{Job, packages};
pub use produce::{ProduceError, Product, kinds, operations, produce, require_supported};
pub use swap::{FileChanges, swap_in};
pub use target::Target;
