use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use accounts_tests::signer::Signer;
use accounts_tests::{Installation, Ran};
use serde_json::json;

use crate::bearer::{AUDIENCE, ISSUER, Source, installation};

/// What `doctor` says when the issuer answers this.
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
        .run(&["doctor"]);
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
fn doctor_fetches_keys() {
    let set = json!({ "keys": [Signer::new("key-1").jwk()] });
    let ran = checked(answers(set.to_string()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    for part in ["issuer of bearer tokens, privy.io: keys: fetched", "good"] {
        assert!(ran.stdout.contains(part), "{part:?} is not in {ran:?}");
    }
}

#[test]
fn doctor_without_fit_keys() {
    for (ran, part) in [
        (checked(drop), "cannot be read"),
        (
            checked(answers("{\"keys\":[]}".to_owned())),
            "none of its 0 keys can be used",
        ),
    ] {
        assert_eq!(ran.code, 1, "{ran:?}");
        for part in ["BAD      keys", part] {
            assert!(ran.stdout.contains(part), "{part:?} is not in {ran:?}");
        }
        assert!(ran.stderr.contains("needs fixing: keys"), "{ran:?}");
    }
}

/// Keys in a file are checked with the settings: nobody is asked for them.
#[test]
fn doctor_with_keys_in_a_file() {
    let installation = installation(&Signer::new("key-1"), Source::Jwks);
    let ran = installation.run(&["doctor"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let part = "verified with the keys of a file";
    assert!(ran.stdout.contains(part), "{}", ran.stdout);
    assert!(!ran.stdout.contains("fetched"), "{}", ran.stdout);
}
