//! Tells the program which commit it is made of, for `--version`.

use std::process::Command;

/// Set where a build has no repository around it, such as in a container. Not `ACCOUNTS_...`: `cargo run` hands what a build script sets
/// to the program, which takes those for settings.
const COMMIT: &str = "BUILD_COMMIT";

fn main() {
    println!("cargo::rerun-if-env-changed={COMMIT}");
    let commit = std::env::var(COMMIT).ok().or_else(|| {
        // Written to by each commit and each checkout.
        let log = git(&[
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "logs/HEAD",
        ])?;
        println!("cargo::rerun-if-changed={log}");
        git(&["rev-parse", "--short=12", "HEAD"])
    });
    let commit = commit.map_or_else(String::new, |commit| format!(" ({commit})"));
    println!(
        "cargo::rustc-env=BUILD_VERSION={}{commit}",
        env!("CARGO_PKG_VERSION")
    );
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
