//! The command line, and what its commands do.

mod accounts;
mod admin;
mod answer;
mod billing;
mod doctor;
mod flags;
mod identities;
mod invocation;
mod keys;
mod line;
mod list_limit;
mod online;
mod sandbox;
mod serve;
mod text;
mod values;

pub(crate) use answer::answer;
pub(crate) use invocation::Invocation;
pub(crate) use line::{Command, CommandLine};
pub(crate) use serve::serve;
