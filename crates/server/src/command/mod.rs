//! The command line, and what its commands do.

mod accounts;
mod admin;
mod billing;
mod bulk;
mod command_line;
mod doctor;
mod finding;
mod flags;
mod healthcheck;
mod identities;
mod keys;
mod list_limit;
mod outside;
mod run;
mod sandbox;
mod serve;
mod text;
mod values;

pub(crate) use command_line::{Command, parse};
pub(crate) use run::run;
pub(crate) use serve::serve;
