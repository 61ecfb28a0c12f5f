//! The command line, and what its commands do.

mod accounts;
mod admin;
mod audit;
mod billing;
mod bulk;
mod clock;
mod command_line;
mod confirmation;
mod directory_findings;
mod doctor;
mod finding;
mod flags;
mod healthcheck;
mod identities;
mod keys;
mod life_cycle;
mod list_limit;
mod operator;
mod outside;
mod parity;
mod read_only;
mod run;
mod sandbox;
mod serve;
mod text;
mod unknown_account;
mod values;

pub(crate) use command_line::{Command, Parsed, parse};
pub(crate) use run::run;
pub(crate) use serve::serve;
