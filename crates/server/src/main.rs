//! `accounts-server`: see `accounts-server --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    accounts_server::run(std::env::args_os(), std::env::vars_os())
}
