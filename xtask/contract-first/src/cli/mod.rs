//! The commands, their exit codes, and what they print.

mod arguments;
mod breaking;
mod commands;
mod diagnostics;
mod explain;
mod fix;
mod lint;
mod run;

pub use arguments::{Arguments, CheckoutArgs, Command, DriftFormat};
pub use run::{finish, main, report_error, run};
