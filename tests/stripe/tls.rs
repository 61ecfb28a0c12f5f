//! TLS: whom we believe.

use std::time::Duration;

use accounts_tests::stripe::{Authority, Billed, Call, Certificate, FakeStripe, FaultProxy, Toxic};

use crate::expected::{DONE, LATE, UNAVAILABLE, ask};

/// A fake that shows this certificate, to a server that believes the authority or not.
async fn shown(
    name: &str,
    certificate: Certificate,
    believed: bool,
    expected: (u16, &str),
) -> FakeStripe {
    let authority = Authority::new();
    let fake = FakeStripe::secure(authority.server(certificate));
    let known = if believed {
        authority
    } else {
        Authority::new()
    };
    let installation = Billed::installation(&fake.base());
    let file = installation.folder().join("authority.pem");
    std::fs::write(&file, known.pem()).expect("written");
    let file = file.to_str().expect("UTF-8").to_owned();
    let installation = installation.with("SSL_CERT_FILE", &file);
    let billed = Billed::subscribed(installation, &fake);
    ask(name, &billed, expected, Duration::from_secs(3)).await;
    fake
}

#[tokio::test]
async fn certificate_of_a_believed_authority() {
    let good = Certificate {
        host: "localhost",
        expired: false,
    };
    let fake = shown("TLS, root certificate set", good, true, DONE).await;
    let sessions = fake.calls(Call::Session);
    assert!(sessions[0].http2, "HTTP/2 where offered");
}

#[tokio::test]
async fn certificate_of_another_host() {
    let other = Certificate {
        host: "example.com",
        expired: false,
    };
    let fake = shown("TLS, wrong host", other, true, UNAVAILABLE).await;
    assert_eq!(fake.count(), 0);
}

#[tokio::test]
async fn expired_certificate() {
    let expired = Certificate {
        host: "localhost",
        expired: true,
    };
    let fake = shown("TLS, expired", expired, true, UNAVAILABLE).await;
    assert_eq!(fake.count(), 0);
}

#[tokio::test]
async fn certificate_of_an_unknown_authority() {
    let good = Certificate {
        host: "localhost",
        expired: false,
    };
    let fake = shown("TLS, unknown authority", good, false, UNAVAILABLE).await;
    assert_eq!(fake.count(), 0);
}

/// Whoever accepts the connection and says nothing of TLS has the time of one deadline, and no more.
#[tokio::test]
async fn silence_in_the_handshake() {
    let fake = FakeStripe::start();
    let proxy = FaultProxy::start(fake.address());
    proxy.always(Some(Toxic::Timeout(None)));
    let base = proxy.base().replace("http:", "https:");
    let installation = Billed::installation(&base).with("ACCOUNTS_REQUEST_DEADLINE_MS", "2000");
    let billed = Billed::subscribed(installation, &fake);
    ask(
        "TLS, silence in the handshake",
        &billed,
        LATE,
        Duration::from_secs(2),
    )
    .await;
    assert_eq!(fake.count(), 0);
}

/// Over HTTP/2 all calls share one connection. It is found dead while there is time for another.
#[tokio::test]
async fn dead_connection_with_http2() {
    let authority = Authority::new();
    let good = Certificate {
        host: "localhost",
        expired: false,
    };
    let fake = FakeStripe::secure(authority.server(good));
    let proxy = FaultProxy::start(fake.address());
    proxy.next(Toxic::Hang(Duration::from_secs(2)));
    let base = proxy.base().replace("http:", "https:");
    let installation = Billed::installation(&base).with("ACCOUNTS_REQUEST_DEADLINE_MS", "12000");
    let file = installation.folder().join("authority.pem");
    std::fs::write(&file, authority.pem()).expect("written");
    let file = file.to_str().expect("UTF-8").to_owned();
    let installation = installation.with("SSL_CERT_FILE", &file);
    let billed = Billed::subscribed(installation, &fake);
    ask(
        "(opens a connection)",
        &billed,
        DONE,
        Duration::from_secs(2),
    )
    .await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let name = "dead HTTP/2 connection";
    ask(name, &billed, DONE, Duration::from_secs(11)).await;
    let sessions = fake.calls(Call::Session);
    assert!(sessions.iter().all(|session| session.http2));
}
