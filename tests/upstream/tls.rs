use accounts_tests::Installation;
use accounts_tests::stripe::{Authority, Certificate, FakeStripe, Tunnel};

/// A name that nobody can look up.
const HOST: &str = "api.invalid";

/// Over TLS, directly or through the proxy that other programs use; any server over TLS will do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn through_a_proxy_with_the_trusted_certificates() {
    let authority = Authority::new();
    let certificate = Certificate {
        host: HOST,
        expired: false,
    };
    let theirs = FakeStripe::secure(authority.server(certificate));
    let proxy = Tunnel::start(theirs.address(), Some("Basic YW5uOmNhbmFyeQ=="));
    let port = theirs.address().port();
    let installation = || {
        Installation::new()
            .with("ACCOUNTS_UPSTREAM", &format!("https://{HOST}:{port}"))
            .with(
                "HTTPS_PROXY",
                &format!("http://ann:canary@{}", proxy.address()),
            )
    };
    let trusting = installation();
    let file = trusting.folder().join("authority.pem");
    std::fs::write(&file, authority.pem()).expect("written");
    let file = file.to_str().expect("UTF-8").to_owned();
    let service = trusting.with("SSL_CERT_FILE", &file).serve();
    let answer = service.client().ask("GET", "/v1/x").send_to_page().await;
    assert!(
        answer.text().contains("\"error\"") && answer.status != 502,
        "{answer:?}"
    );
    assert_eq!(answer.header("access-control-allow-origin"), None, "theirs");
    assert_eq!(proxy.asked(), [format!("{HOST}:{port}")]);

    let service = installation().serve();
    let answer = service.client().ask("GET", "/v1/x").send().await;
    assert_eq!(answer.status, 502, "a certificate of somebody else");
    let (ran, _) = service.stop();
    assert!(ran.stderr.contains("ertificate"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
}
