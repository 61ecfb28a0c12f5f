use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;
use tempfile::TempDir;

use super::log::Log;
use super::working_tree;

/// The address that the README's commands use; the test puts a free port in its place.
const ADDRESS: &str = "127.0.0.1:8080";

/// What becomes of two of the README's commands in a script: the server runs beside the others, and the curl that it prints is run as
/// a newcomer would; the tests are running already.
const START: &str = r#"
cargo run > "$SCRATCH/server.txt" & server=$!
trap 'kill $server; wait $server || true' EXIT
for _ in $(seq 600); do grep -q '^Listening on' "$SCRATCH/server.txt" && break; kill -0 $server; sleep 0.5; done
printed=$(grep -o 'curl .*' "$SCRATCH/server.txt")
bash -c "$printed" | tee "$SCRATCH/answer.json"
grep -q '"url":' "$SCRATCH/answer.json"
echo
"#;

/// The page for operators calls the program by its name.
const PROGRAM: &str = r#"accounts-server() { cargo run --quiet -- "$@"; }"#;

/// Runs every command of the `sh` blocks of the README and of the page for operators, from top to bottom, in one shell. In a copy of the
/// checkout: some of them write into it, and a check changes nothing.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let readme =
        fs::read_to_string(project.root().join("README.md")).context("cannot read README.md")?;
    let operations = project.root().join("docs/operations.md");
    let operations = fs::read_to_string(operations).context("cannot read docs/operations.md")?;
    let mut commands = commands(&readme, "sh");
    ensure!(
        commands.contains(&"cargo run") && commands.contains(&"cargo xtask test"),
        "the README no longer has its two commands"
    );
    commands.push(PROGRAM);
    let of_operations = self::commands(&operations, "sh");
    ensure!(
        !of_operations.is_empty(),
        "docs/operations.md no longer has its commands"
    );
    commands.extend(of_operations);
    let copy = working_tree::copy_with_builds(project, "readme")?;
    let scratch = TempDir::new()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    drop(listener);
    let mut script = "set -euxo pipefail\n".to_owned();
    for command in &commands {
        match *command {
            "cargo run" => script.push_str(START),
            "cargo xtask test" => {}
            command => script.push_str(&command.replace(ADDRESS, &address)),
        }
        script.push('\n');
    }
    // A server that a script has started is built before, so that its patience is for starting alone.
    log.run(
        Command::new("cargo")
            .current_dir(&copy)
            .args(["build", "--locked"]),
    )?;
    let file = scratch.path().join("readme.sh");
    fs::File::create(&file)?.write_all(script.as_bytes())?;
    let database = scratch.path().join("accounts.db");
    let mut shell = Command::new("bash");
    shell
        .current_dir(&copy)
        .arg(&file)
        .env("SCRATCH", scratch.path())
        .env("ACCOUNTS_LISTEN", &address)
        .env(
            "ACCOUNTS_DATABASE_URL",
            format!("sqlite:{}", database.display()),
        )
        .stdin(Stdio::null());
    log.run(&mut shell)?;
    Ok(format!("{} commands", commands.len()))
}

/// The commands of all code blocks in a language; one that a backslash carries on is one.
pub fn commands<'r>(readme: &'r str, language: &str) -> Vec<&'r str> {
    let mut commands = Vec::new();
    for block in readme.split(&format!("\n```{language}\n")).skip(1) {
        let text = block.split("\n```").next().unwrap_or_default();
        let mut start = 0;
        for (at, _) in text.match_indices('\n').chain([(text.len(), "")]) {
            if text[start..at].ends_with('\\') {
                continue;
            }
            commands.push(text[start..at].trim());
            start = (at + 1).min(text.len());
        }
    }
    commands.retain(|command| !command.is_empty());
    commands
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[test]
    fn commands_are_those_of_sh_blocks() {
        let readme = "# A\n```sh\none\ntwo \\\n  more\n\nthree\n```\ntext\n```text\nno\n```\n\n```sh\nfour\n```\n";
        assert_eq!(
            commands(readme, "sh"),
            ["one", "two \\\n  more", "three", "four"]
        );
    }
}
