use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A script of this folder, with the packages that the check installed.
pub(crate) fn script(name: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(folder().join(name));
    command
}

/// A program that comes with one of the packages.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(folder().join("node_modules/.bin").join(name));
    command
}

/// Runs a script to its end with this input, and answers its output.
pub(crate) fn output(mut command: Command, input: &str) -> String {
    let mut file = tempfile::tempfile().expect("a temporary file");
    std::io::Write::write_all(&mut file, input.as_bytes()).expect("written");
    std::io::Seek::rewind(&mut file).expect("rewound");
    command.stdin(Stdio::from(file)).stderr(Stdio::inherit());
    let output = command.output().expect("Node runs");
    assert!(output.status.success(), "{command:?} failed");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/stripe"));
    assert!(
        folder.join("node_modules/stripe").exists(),
        "the npm packages of tests/stripe are not installed: `cargo xtask test stripe` does that and runs these tests"
    );
    folder
}
