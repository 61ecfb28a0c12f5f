//! The server: settings, command line, the assembly of HTTP, logs, and stopping. [`run`] is the whole program.

mod cli_error;
mod command;
mod database;
mod demo;
mod egress;
mod error_chain;
mod http;
mod key_secret;
mod keys;
mod listener;
mod output;
mod program;
mod settings;
mod system;
mod telemetry;
mod tokens;
mod use_recorder;

pub use program::{run, run_with_billing};
