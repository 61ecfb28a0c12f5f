//! `cargo xtask`: the project's own commands. `cargo xtask` alone prints them.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::command_line::main()
}
