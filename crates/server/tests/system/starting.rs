use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::server::Server;

/// While the database is not there yet, a server says that it lives and is not ready, and keeps nobody waiting.
#[test]
fn waiting_for_the_database_is_not_ready() {
    let folder = tempfile::tempdir().expect("a folder");
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = free.local_addr().expect("an address");
    drop(free);
    let started = Command::new(env!("CARGO_BIN_EXE_accounts-server"))
        .current_dir(folder.path())
        .env_clear()
        .env("ACCOUNTS_LISTEN", address.to_string())
        .env(
            "ACCOUNTS_DATABASE_URL",
            "postgres://nobody@127.0.0.1:9/nothing",
        )
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _server = Server(started.expect("started"));
    let ask = |path: &str| {
        let end = Instant::now() + Duration::from_secs(20);
        let mut connection = loop {
            match TcpStream::connect(address) {
                Ok(connection) => break connection,
                Err(error) => assert!(Instant::now() < end, "{error}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        let patience = Some(Duration::from_secs(20));
        connection.set_read_timeout(patience).expect("set");
        let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        connection.write_all(request.as_bytes()).expect("sent");
        // To the end of the connection, which must not outlive the start.
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let ready = ask("/readyz");
    assert!(ready.starts_with("HTTP/1.1 503 "), "{ready}");
    assert!(
        ready.contains("{\"error\":\"Not ready: starting\"}"),
        "{ready}"
    );
    assert!(ready.contains("retry-after: 1"), "{ready}");
    assert!(ask("/healthz").starts_with("HTTP/1.1 200 "));
    assert!(ask("/anything").starts_with("HTTP/1.1 503 "));
}
