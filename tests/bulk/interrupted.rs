use std::fs;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use accounts_tests::{Installation, accounts_server};

use crate::lines::{exported, file, import};

/// A command of the program, through a shell that first does something.
fn after(first: &str, installation: &Installation, arguments: &str) -> Command {
    let mut shell = Command::new("sh");
    let program = accounts_server().display();
    shell
        .args(["-c", &format!("{first}; exec {program} {arguments}")])
        .current_dir(installation.folder())
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("ACCOUNTS_KEY_SECRET", installation.key_secret())
        .env("ACCOUNTS_DATABASE_URL", installation.database_url())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    shell
}

/// Whole batches are stored, and the same command goes on behind them.
#[test]
fn import_killed_and_resumed() {
    let (code, _) = interrupted_by("KILL");
    assert_eq!(code, None);
}

#[test]
fn import_interrupted_and_resumed() {
    let (code, said) = interrupted_by("TERM");
    assert_eq!(code, Some(1), "{said}");
    let text = "error: interrupted; the lines up to 2001 are done: run the same command again";
    assert!(said.contains(text), "{said}");
}

/// Answers the exit code, and what the command said.
fn interrupted_by(signal: &str) -> (Option<i32>, String) {
    let installation = Installation::new().migrated();
    let content = file(10_000);
    let mut child = after(":", &installation, "import -")
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A batch, and the beginning of another: the rest never comes.
    let part = content.len() / 3;
    stdin
        .write_all(&content.as_bytes()[..part])
        .expect("it reads");
    while exported(&installation).is_empty() {
        thread::sleep(Duration::from_millis(50));
    }
    // What was stored is known to it as well.
    thread::sleep(Duration::from_millis(500));
    let kill = format!("kill -{signal} {}", child.id());
    let killed = Command::new("sh").args(["-c", &kill]).status();
    assert!(killed.expect("a shell").success());
    let mut said = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_to_string(&mut said).expect("text");
    let code = child.wait().expect("our child").code();
    drop(stdin);
    assert_eq!(exported(&installation).len(), 2_000, "one batch");
    let ran = import(&installation, &content, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let summary = "; 2000 lines were there already; 0 lines were refused\n";
    assert!(ran.stdout.ends_with(summary), "{}", ran.stdout);
    assert_eq!(exported(&installation).len(), 10_000);
    (code, said)
}

/// The disk is full, or the process ends: the file of before stays, and no half of a new one.
#[test]
fn export_cut_off() {
    let installation = Installation::new().migrated();
    assert_eq!(import(&installation, &file(5_000), &[]).code, 0);
    let path = installation.folder().join("all.ndjson");
    fs::write(&path, "of before").expect("written");
    // 64 KiB at most: the system ends the process.
    let killed = after("ulimit -f 128", &installation, "export --force all.ndjson").output();
    assert!(!killed.expect("a shell").status.success());
    assert_eq!(fs::read_to_string(&path).expect("a file"), "of before");
    let full = after(":", &installation, "export - > /dev/full").output();
    let full = full.expect("a shell");
    assert_eq!(full.status.code(), Some(1));
    let said = String::from_utf8_lossy(&full.stderr);
    assert!(
        said.contains("the export cannot be written: No space left"),
        "{said}"
    );
}
