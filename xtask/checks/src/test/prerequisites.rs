use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// A required program, how to check for it, and how to get it.
struct Need {
    what: &'static str,
    question: &'static [&'static str],
    help: &'static str,
}

const RUST: [Need; 2] = [
    Need {
        what: "rustfmt",
        question: &["cargo", "fmt", "--version"],
        help: "rustup component add rustfmt",
    },
    Need {
        what: "clippy",
        question: &["cargo", "clippy", "--version"],
        help: "rustup component add clippy",
    },
];

const OUTSIDE: [Need; 4] = [
    Need {
        what: "git",
        question: &["git", "--version"],
        help: "Debian: apt-get install git; else https://git-scm.com",
    },
    Need {
        what: "Python 3.11 or newer with its venv module",
        question: &[
            "python3",
            "-c",
            "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))",
        ],
        help: "Debian: apt-get install python3 python3-venv; else https://www.python.org/downloads",
    },
    Need {
        what: "Node 20 or newer",
        question: &[
            "node",
            "-e",
            "process.exit(process.versions.node.split('.')[0] < 20 ? 1 : 0)",
        ],
        help: "Debian: apt-get install nodejs npm; else https://nodejs.org",
    },
    Need {
        what: "npm",
        question: &["npm", "--version"],
        help: "it comes with Node",
    },
];

/// Everything that is missing, at once.
///
/// # Errors
/// One line for each missing program, with the way to get it.
pub fn ensure(outside: bool) -> Result<()> {
    let needs = RUST.iter().chain(OUTSIDE.iter().filter(|_| outside));
    let missing: Vec<_> = needs
        .filter(|need| !answers(need.question))
        .map(|need| format!("  {}: {}", need.what, need.help))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "the tests need programs that are missing:\n{}",
        missing.join("\n")
    )
}

fn answers(question: &[&str]) -> bool {
    let (program, arguments) = (question[0], &question[1..]);
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
