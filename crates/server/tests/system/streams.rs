use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::server::Server;

/// More than the log's queue and any pipe hold.
const REQUESTS: usize = 12_000;
const AT_A_TIME: usize = 100;

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accounts-server"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null());
    command
}

#[test]
fn stalled_stderr_stalls_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let admin = free.local_addr().expect("an address");
    drop(free);
    let server = program(folder.path(), &[])
        .env("ACCOUNTS_ADMIN_LISTEN", admin.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut server = Server(server.expect("started"));
    let (address, mut stdout) = server.listening();
    let mut connection = TcpStream::connect(&address).expect("connected");
    connection
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    let requests = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".repeat(AT_A_TIME);
    let mut answers = BufReader::new(connection.try_clone().expect("cloned"));
    for _ in 0..REQUESTS / AT_A_TIME {
        connection.write_all(requests.as_bytes()).expect("sent");
        let mut answered = 0;
        while answered < AT_A_TIME {
            let mut piece = Vec::new();
            let read = answers.read_until(b'}', &mut piece);
            assert!(read.expect("an answer") > 0);
            assert!(piece.starts_with(b"HTTP/1.1 200"));
            answered += 1;
        }
    }

    let mut metrics = TcpStream::connect(admin).expect("connected");
    let request = "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    metrics.write_all(request.as_bytes()).expect("sent");
    let mut text = String::new();
    metrics.read_to_string(&mut text).expect("text");
    let name = "\naccounts_log_lines_dropped_total ";
    let (_, count) = text.split_once(name).expect("the count");
    let count = count
        .lines()
        .next()
        .and_then(|count| count.parse::<u64>().ok());
    assert!(count.is_some_and(|count| count > 0), "{count:?} dropped");

    let kill = format!("kill -TERM {}", server.0.id());
    let sent = Command::new("/bin/sh").args(["-c", &kill]).status();
    assert!(sent.expect("a shell").success());
    let end = Instant::now() + Duration::from_secs(20);
    let status = loop {
        match server.0.try_wait().expect("our child") {
            Some(status) => break status,
            None if Instant::now() > end => panic!("it does not stop"),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    assert_eq!(status.code(), Some(0));
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("text");
    assert_eq!(rest, "", "stdout is for results");
}

#[cfg(target_os = "linux")]
#[test]
fn key_that_cannot_be_shown_is_revoked() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], full: bool| {
        let mut command = program(folder.path(), arguments);
        if full {
            command.stdout(
                File::options()
                    .write(true)
                    .open("/dev/full")
                    .expect("there"),
            );
        }
        let output = command.stderr(Stdio::piped()).output().expect("run");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    assert_eq!(run(&["migrate"], false).0, Some(0));
    let (_, account, _) = run(&["accounts", "create", "--name", "Acme"], false);
    let account = account.trim();

    let create = ["keys", "create", "--account", account, "--name", "ci"];
    let (code, _, stderr) = run(&create, true);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("it was revoked"), "{stderr}");
    let list = ["keys", "list", "--account", account];
    assert_eq!(run(&list, false).1, "");

    for command in [
        &["accounts", "list"][..],
        &["--version"],
        &["config", "check"],
    ] {
        assert_eq!(run(command, true).0, Some(1), "{command:?}");
    }
}
