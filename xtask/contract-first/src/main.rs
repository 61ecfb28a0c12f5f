//! `contract-first`: the contract pipeline as a command. Alone it prints its commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    contract_first::cli::main()
}
