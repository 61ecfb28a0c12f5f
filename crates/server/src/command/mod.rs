//! The command line, and what its commands do.

mod answer;
mod billing;
mod flags;
mod invocation;
mod line;
mod serve;
mod values;

pub(crate) use answer::answer;
pub(crate) use invocation::Invocation;
pub(crate) use line::{Command, CommandLine};
pub(crate) use serve::serve;
