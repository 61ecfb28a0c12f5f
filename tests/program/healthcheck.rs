use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use accounts_tests::{Installation, Ran, Service};

/// By the settings of the server, but for the free ports that it has.
fn ask(service: &Service) -> Ran {
    let listen = service.address().to_string();
    service
        .installation()
        .run(&["healthcheck", "--listen", &listen])
}

#[test]
fn alive() {
    let service = Installation::new().serve();
    let ran = ask(&service);
    let line = format!("alive: http://{}/healthz\n", service.address());
    assert_eq!((ran.code, ran.stdout, ran.stderr), (0, line, String::new()));
    let address = service.address();
    let (_, installation) = service.stop();
    let ran = installation.run(&["healthcheck", "--listen", &address.to_string()]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let expected = format!("error: not alive: http://{address}/healthz: ");
    assert!(ran.stderr.starts_with(&expected), "{}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("refused"), "{}", ran.stderr);
}

/// In a container the server listens everywhere.
#[test]
fn alive_on_any_address() {
    let service = Installation::new()
        .with("ACCOUNTS_LISTEN", "0.0.0.0:0")
        .with("ACCOUNTS_BILLING", "public-sandbox")
        .serve();
    let ran = ask(&service);
    let url = format!("http://127.0.0.1:{}/healthz", service.address().port());
    assert_eq!((ran.code, ran.stdout), (0, format!("alive: {url}\n")));
}

/// One of the two listeners is enough.
#[test]
fn alive_on_either_listener() {
    let service = Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve();
    let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let silent = nobody.local_addr().expect("bound").to_string();
    let (listen, admin) = (service.address().to_string(), service.admin().to_string());
    for (listen, admin, answering) in [(&listen, &silent, &listen), (&silent, &admin, &admin)] {
        let arguments = ["healthcheck", "--listen", listen, "--admin-listen", admin];
        let ran = service.installation().run(&arguments);
        let line = format!("alive: http://{answering}/healthz\n");
        assert_eq!((ran.code, ran.stdout), (0, line), "{}", ran.stderr);
    }
}

/// Whoever accepts and says nothing is not alive; nor is another program.
#[test]
fn not_alive() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = silent.local_addr().expect("bound").to_string();
    let installation = Installation::new();
    let start = Instant::now();
    let ran = installation.run(&["healthcheck", "--listen", &address]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("no response within 2 s"),
        "{}",
        ran.stderr
    );
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );

    let other = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        // The one above is still in line.
        for connection in silent.incoming().take(2) {
            let mut connection = connection.expect("a connection");
            connection.read_exact(&mut [0; 4]).ok();
            connection
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
                .ok();
        }
    });
    let ran = installation.run(&["healthcheck", "--listen", &address]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("status 200 OK, not from accounts-server"),
        "{}",
        ran.stderr
    );
    other.join().expect("no panic");
}

/// Containers know 0 and 1.
#[test]
fn settings_that_are_wrong() {
    let installation = Installation::new();
    for arguments in [
        &["healthcheck", "--listen", "127.0.0.1:0"][..],
        &["healthcheck", "--listen", "0.0.0.0:1"],
    ] {
        let ran = installation.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    }
}
