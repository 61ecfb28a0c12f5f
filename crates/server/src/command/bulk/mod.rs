//! `import` and `export`: all accounts with what belongs to them, as lines of JSON.

mod arguments;
mod export;
mod import;
mod line;
mod new_file;
mod open;
mod progress;
mod reader;

pub(crate) use arguments::{Export, Import};
