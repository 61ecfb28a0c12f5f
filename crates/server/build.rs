//! Tells the program which commit it is made of, for `--version` and its metrics.

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
    let version = env!("CARGO_PKG_VERSION");
    let revision = commit.as_deref().unwrap_or("unknown");
    println!("cargo::rustc-env=BUILD_VERSION={version} ({revision})");
    println!("cargo::rustc-env=BUILD_REVISION={revision}");
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
