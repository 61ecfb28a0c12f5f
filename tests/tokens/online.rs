use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use accounts_tests::{Installation, Ran};
use serde_json::json;

use crate::bearer::{AUDIENCE, ISSUER, Source, installation};
use crate::signer::Signer;

/// What `config check --online` says when the issuer answers this.
fn checked(issuer: impl FnOnce(TcpListener) + Send + 'static) -> Ran {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let issuer = thread::spawn(move || issuer(listener));
    let ran = Installation::new()
        .with("ACCOUNTS_BEARER_ISSUER", ISSUER)
        .with("ACCOUNTS_BEARER_AUDIENCE", AUDIENCE)
        .with(
            "ACCOUNTS_BEARER_JWKS_URL",
            &format!("http://{address}/keys.json"),
        )
        .run(&["config", "check", "--online"]);
    issuer.join().expect("an issuer without fault");
    ran
}

/// Answers one request.
fn answers(body: String) -> impl FnOnce(TcpListener) + Send + 'static {
    move |listener| {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).expect("a request") > 0);
        let length = body.len();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        stream
            .write_all((head + &body).as_bytes())
            .expect("answered");
    }
}

#[test]
fn check_online_fetches_keys() {
    let set = json!({ "keys": [Signer::new("key-1").jwk()] });
    let ran = checked(answers(set.to_string()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    for part in ["Issuer of bearer tokens, privy.io:", "fetched"] {
        assert!(ran.stdout.contains(part), "{part:?} is not in {ran:?}");
    }
}

#[test]
fn check_online_without_fit_keys() {
    for (ran, part) in [
        (checked(drop), "cannot be read"),
        (
            checked(answers("{\"keys\":[]}".to_owned())),
            "none of its 0 keys can be used",
        ),
    ] {
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.stdout.contains("failed"), "{ran:?}");
        for part in ["bearer tokens could not be verified", part] {
            assert!(ran.stderr.contains(part), "{part:?} is not in {ran:?}");
        }
    }
}

/// Keys in a file are checked with the settings: nobody is asked for them.
#[test]
fn check_online_with_keys_in_a_file() {
    let installation = installation(&Signer::new("key-1"), Source::Jwks);
    let ran = installation.run(&["config", "check", "--online"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("nobody to ask"), "{}", ran.stdout);
}
