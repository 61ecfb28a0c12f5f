use std::process::Command;

use anyhow::{Result, ensure};
use contract_first::project::Project;

use super::shell::{Shell, recipe};
use crate::test::http::HttpRequest;
use crate::test::log::Log;
use crate::test::running::Running;
use crate::test::workspace::Workspace;

const BOOK: &str = r#"{"isbn":"9780306406157","title":"Notes","author":"Ada","year":null}"#;
const KEY: &str = "key-of-the-staff";

/// The repository is taken for a small library: everything about accounts goes, the pipeline stays as it is.
pub fn follow(project: &Project, readme: &str, log: &mut Log) -> Result<()> {
    let commands = recipe(readme, "Use it for your own contract")?;
    let mut shell = Shell::open(project, "own-contract", log)?;
    ensure!(
        commands.contains(&"cargo run"),
        "the recipe has lost `cargo run`"
    );
    for command in commands {
        match command {
            "cargo run" => {
                shell.passes("cargo build")?;
                serve(&shell)?;
            }
            // All of it would build what the clients build on, too.
            "cargo xtask test" => {
                shell.passes("cargo xtask test tidy format drift")?;
            }
            command => {
                shell.passes(command)?;
            }
        }
    }
    shell.says("cargo xtask lint", 0, &["2 operations"])?;
    let list = shell.passes("cargo xtask test --list")?;
    ensure!(
        list.contains("drift") && !list.contains("stripe"),
        "there is still a check about Stripe"
    );
    let changed = shell.passes("git status --short xtask")?;
    ensure!(
        changed.is_empty(),
        "the pipeline itself was changed: {changed}"
    );
    let left = shell.ends("grep -ril -e recoup -e stripe crates generated openapi", 1)?;
    ensure!(left.is_empty(), "something of accounts is left: {left}");
    Ok(())
}

/// The minimal implementation answers.
fn serve(shell: &Shell<'_>) -> Result<()> {
    let program = Workspace::read(shell.folder())?
        .target()?
        .join("debug")
        .join("library-server");
    let server = Running::start(
        Command::new(program)
            .env("LIBRARY_LISTEN", "127.0.0.1:0")
            .env("LIBRARY_STAFF_KEY", KEY),
    )?;
    let json = ("content-type", "application/json");
    let staff = ("x-staff-key", KEY);
    let cases: [(&str, &str, Vec<_>, &str, u16, &str); 7] = [
        ("GET", "/books", vec![], "", 200, "[]"),
        (
            "POST",
            "/books",
            vec![json],
            BOOK,
            401,
            r#"{"message":"Credentials are required"}"#,
        ),
        (
            "POST",
            "/books",
            vec![json, ("x-staff-key", "other")],
            BOOK,
            401,
            r#"{"message":"Unauthorized"}"#,
        ),
        (
            "POST",
            "/books",
            vec![json, staff],
            r#"{"isbn":"x","title":"y","author":"z"}"#,
            400,
            "isbn",
        ),
        ("POST", "/books", vec![json, staff], BOOK, 201, BOOK),
        (
            "POST",
            "/books",
            vec![json, staff],
            BOOK,
            409,
            "there is a book",
        ),
        ("GET", "/books?author=Ada", vec![], "", 200, "9780306406157"),
    ];
    for (method, path, headers, body, status, text) in cases {
        let call = HttpRequest {
            method,
            url: format!("{}{path}", server.url),
            headers,
            body,
        };
        let (was, answer) = call.send()?;
        ensure!(
            was == status && answer.contains(text),
            "{method} {path} answered {was} {answer}, not {status} {text}"
        );
    }
    Ok(())
}
