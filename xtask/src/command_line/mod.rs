//! The commands, their exit codes, and what they print.

mod arguments;
mod breaking;
mod commands;
mod lint;
mod run;

pub use arguments::{Arguments, Command, Format};
pub use run::{main, run, tell};
