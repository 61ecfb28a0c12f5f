//! What we send is what Stripe's own document allows: the service against Prism, which serves that document and refuses the rest.

use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use accounts_tests::Installation;
use accounts_tests::stripe::{Billed, FakeStripe, Subscription};
use serde_json::Value;

use crate::node;

/// Prism with Stripe's document, cut to our calls; it answers for one account. Ended by its process id when dropped.
struct Prism {
    process: Child,
    base: String,
    document: Value,
}

impl Prism {
    fn start(account: &str, installation: &Installation) -> Self {
        let file = installation.folder().join("stripe.openapi.json");
        let mut cut = node::script("cut.mjs");
        cut.args([account, Billed::CUSTOMER]).arg(&file);
        node::output(cut, "");
        let document = serde_json::from_slice(&fs::read(&file).expect("a document")).expect("JSON");
        let port = free_port();
        let mut prism = node::program("prism");
        prism.args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()]);
        let process = prism
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Prism starts");
        let base = format!("http://127.0.0.1:{port}");
        let mut prism = Self {
            process,
            base,
            document,
        };
        prism.wait(port);
        prism
    }

    fn wait(&mut self, port: u16) {
        let end = Instant::now() + Duration::from_secs(120);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let over = self.process.try_wait().expect("our own child");
            assert!(
                over.is_none() && Instant::now() < end,
                "Prism does not listen"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // Over already is as good.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Free a moment ago: Prism takes no 0.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

#[tokio::test]
async fn requests_are_what_the_document_allows() {
    // The account has to be there before the document that answers for it.
    let installation = Billed::installation("http://localhost:1");
    let installation = installation.migrated();
    let account = installation.line(&["accounts", "create", "--name", "Acme"]);
    let prism = Prism::start(&account, &installation);
    let installation = installation
        .with("ACCOUNTS_STRIPE_API_BASE", &prism.base)
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let checked = installation.run(&["doctor"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let installation = installation.with("ACCOUNTS_STRIPE_PORTAL_CONFIGURATION", "bpc_1");
    let checked = installation.run(&["doctor"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let service = installation.serve();
    let key = service.key_of(&account);
    // Unknown, so that it is searched for; and known.
    for _ in 0..2 {
        let (id, url) = service.client().good(&key).send().await.portal();
        assert_eq!(id, "bps_1");
        assert_eq!(url, "https://billing.stripe.com/p/session/test_1");
    }
    // Set by hand.
    let other = service.account("Other");
    let linked = ["billing", "link", &other, Billed::CUSTOMER];
    let ran = service.installation().run(&linked);
    assert_eq!(ran.code, 0, "{ran:?}");
    let key = service.key_of(&other);
    service.client().good(&key).send().await.portal();
    // Nobody's: Prism finds another account's subscription and customer, which open nothing.
    let stranger = service.key();
    let answer = service.client().good(&stranger).send().await;
    answer.assert_error(400, "No active subscription found");

    refuses(&prism).await;
    known_parameters(&prism.document).await;
}

/// Prism does refuse: a test against one that takes everything would say nothing.
async fn refuses(prism: &Prism) {
    let address = prism.base.strip_prefix("http://").expect("http");
    let address = address.parse().expect("an address");
    let client = || {
        let client = accounts_tests::Client::to(address);
        client.header("authorization", "Bearer sk_test_1")
    };
    for path in [
        "/v1/subscriptions?status=asleep",
        "/v1/subscriptions?limit=many",
        "/v1/subscriptions/search",
        "/v1/billing_portal/sessions",
        "/v1/unknown",
    ] {
        let answer = client().ask("GET", path).send_to_page().await;
        assert_ne!(answer.status, 200, "{path}: {answer:?}");
    }
    let form = client().ask("POST", "/v1/billing_portal/sessions");
    let form = form.header("content-type", "application/x-www-form-urlencoded");
    let answer = form
        .body("return_url=https%3A%2F%2Fexample.com")
        .send_to_page()
        .await;
    assert_ne!(answer.status, 200, "no customer: {answer:?}");
    let keyless = accounts_tests::Client::to(address).ask("GET", "/v1/subscriptions");
    assert_ne!(keyless.send_to_page().await.status, 200);
}

/// Stripe refuses parameters that it does not know, and Prism does not: so this looks itself.
async fn known_parameters(document: &Value) {
    let fake = FakeStripe::start();
    let installation = Billed::installation(&fake.base())
        .with("ACCOUNTS_STRIPE_PORTAL_CONFIGURATION", "bpc_1")
        .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", "0");
    let billed = Billed::start(installation);
    let answer = billed.good().send().await;
    assert_eq!(answer.status, 400);
    fake.subscribe(Subscription::active(&billed.account, Billed::CUSTOMER));
    // "None" is taken for true for half a second.
    tokio::time::sleep(Duration::from_millis(600)).await;
    for _ in 0..2 {
        billed.good().send().await.portal();
    }
    billed.service.installation().run(&["doctor"]);
    let mut checked = 0;
    for request in fake.requests() {
        if request.path == "/v1/account" {
            // The document is cut and lacks this one, whose only parameter is `expand`.
            assert!(request.form.is_empty(), "{request:?}");
            continue;
        }
        let path = request.path.replace("/bpc_1", "/{configuration}");
        let operation = &document["paths"][&path][request.method.to_lowercase()];
        assert!(operation.is_object(), "{request:?}");
        let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
        for (name, _) in &request.form {
            let name = name.split('[').next().expect("a name");
            let in_query = operation["parameters"]
                .as_array()
                .is_some_and(|parameters| {
                    parameters
                        .iter()
                        .any(|one| one["name"] == name && one["in"] == "query")
                });
            let in_body = form["schema"]["properties"][name].is_object();
            assert!(
                in_query || in_body,
                "{name} of {} {}",
                request.method,
                request.path
            );
            checked += 1;
        }
    }
    assert!(checked >= 10, "{checked} parameters");
}
