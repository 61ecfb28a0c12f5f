//! What happens when the system lets the program open few files.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Ended with the test, however that ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

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
    let stdout = BufReader::new(server.0.stdout.take().expect("a pipe"));
    let mut lines = stdout.lines().map(|line| line.expect("text"));
    let address =
        lines.find_map(|line| Some(line.strip_prefix("Listening on http://")?.to_owned()));
    let address = address.expect("it listens");

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
    assert!(text.contains("ACCOUNTS_MAX_CONNECTIONS is 4096"), "{text}");
    assert!(!text.contains("no connections are accepted"), "{text}");
}
