use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::server::Server;

/// More connections than files: those that do not fit wait, and the server's own files stay open to it.
#[test]
fn connections_leave_files_for_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let started = Command::new("/bin/sh")
        .args(["-c", "ulimit -n 120; exec \"$0\""])
        .arg(env!("CARGO_BIN_EXE_accounts-server"))
        .current_dir(folder.path())
        .env_clear()
        .env("ACCOUNTS_LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut server = Server(started.expect("started"));
    let (address, _stdout) = server.listening();

    let mut first = TcpStream::connect(&address).expect("connected");
    first
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    let ready = |connection: &mut TcpStream| {
        let request = "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n";
        connection.write_all(request.as_bytes()).expect("sent");
        let mut answer = [0; 12];
        connection.read_exact(&mut answer).expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200");
        let mut rest = [0; 4096];
        assert!(connection.read(&mut rest).expect("the rest") > 0);
    };
    ready(&mut first);
    let idle: Vec<_> = (0..110)
        .map(|_| TcpStream::connect(&address).expect("connected, if not accepted"))
        .collect();
    std::thread::sleep(Duration::from_secs(1));
    ready(&mut first);
    drop(idle);
    // Those that waited are served in their turn.
    ready(&mut TcpStream::connect(&address).expect("connected"));

    let mut log = server.0.stderr.take().expect("a pipe");
    drop(server);
    let mut text = String::new();
    log.read_to_string(&mut text).expect("text");
    assert!(text.contains("and not 4096"), "{text}");
    assert!(!text.contains("no connections are accepted"), "{text}");
}
