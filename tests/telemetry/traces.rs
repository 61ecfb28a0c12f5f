use std::net::TcpListener;
use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{GOOD_BODY, Installation};

use crate::collector::{Collector, Span};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER: &str = "00f067aa0ba902b7";
const REQUEST: &str = "POST /api/subscriptions/portal";

/// Longest time in which the server stops, whatever the collector does. Two seconds, and a busy machine.
const STOP: Duration = Duration::from_secs(20);

fn traced(installation: Installation, endpoint: &str) -> Installation {
    installation
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .with("OTEL_BSP_SCHEDULE_DELAY", "20")
}

fn traceparent(sampled: bool) -> String {
    format!("00-{TRACE}-{CALLER}-0{}", u8::from(sampled))
}

#[track_caller]
fn named<'a>(spans: &'a [Span], name: &str) -> &'a Span {
    let found = spans.iter().find(|span| span.name == name);
    found.unwrap_or_else(|| panic!("no {name:?} in {spans:#?}"))
}

#[tokio::test]
async fn callers_trace_goes_on() {
    let collector = Collector::start();
    let fake = FakeStripe::start();
    for level in ["info", "error", "trace"] {
        let installation = traced(Billed::installation(&fake.base()), &collector.endpoint())
            .with("ACCOUNTS_LOG", level);
        let billed = Billed::subscribed(installation, &fake);
        let first = Call::Session;
        fake.next(
            first,
            [Reply::error(500, "api_error", "once").header("stripe-should-retry", "true")],
        );
        let before = collector.spans().len();
        let good = billed.good().header("traceparent", &traceparent(true));
        good.header("x-request-id", "the-one").send().await.portal();
        let account = billed.account.clone();
        // What is left is sent at the end.
        let (ran, _) = billed.service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let spans = &collector.spans()[before..];
        assert!(spans.iter().all(|span| span.trace == TRACE), "{spans:#?}");

        let request = named(spans, REQUEST);
        assert_eq!((request.parent.as_str(), request.kind), (CALLER, 2));
        assert_eq!(request.status, 0);
        for (name, value) in [
            ("http.request.method", "POST"),
            ("http.route", "/api/subscriptions/portal"),
            ("http.response.status_code", "200"),
            ("operation", "createSubscriptionPortal"),
            ("request_id", "the-one"),
        ] {
            assert_eq!(
                request.attributes.get(name).map(String::as_str),
                Some(value)
            );
        }
        let authenticate = named(spans, "authenticate");
        assert_eq!(authenticate.parent, request.id);
        assert_eq!(authenticate.attributes["account_id"], account);
        let look_up = named(spans, "directory: key_by_hash");
        assert_eq!(
            (look_up.parent.as_str(), look_up.kind),
            (authenticate.id.as_str(), 3)
        );
        let open = named(spans, "open portal");
        assert_eq!(open.parent, request.id);
        assert_eq!(open.attributes["outcome"], "opened");
        let customer = named(spans, "directory: customer");
        assert_eq!(customer.parent, open.id);
        let call = named(spans, "create portal session");
        assert_eq!((call.parent.as_str(), call.kind), (open.id.as_str(), 3));
        assert_eq!(call.attributes["http.response.status_code"], "200");
        assert_eq!(call.attributes["http.request.resend_count"], "1");

        if level == "info" {
            let line = ran.stderr.lines().find(|line| line.contains("answered"));
            let line: serde_json::Value =
                serde_json::from_str(line.expect("a line")).expect("JSON");
            assert_eq!(line["span"]["trace_id"], TRACE);
            assert_eq!(line["span"]["account_id"], account.as_str());
            let stripe = ran
                .stderr
                .lines()
                .find(|line| line.contains("called Stripe"));
            assert!(stripe.expect("a line").contains("the-one"), "{stripe:?}");
        }
        fake.forget();
    }
    for request in fake.requests() {
        for header in ["traceparent", "tracestate", "baggage"] {
            assert_eq!(request.header(header), None, "Stripe is not told");
        }
    }
}

#[tokio::test]
async fn refusals_failures_and_own_traces() {
    let collector = Collector::start();
    let fake = FakeStripe::start();
    let installation = traced(Billed::installation(&fake.base()), &collector.endpoint());
    let billed = Billed::subscribed(installation, &fake);
    let unknown = billed.service.client().ask("GET", "/canary").send().await;
    assert_eq!(unknown.status, 404);
    let unknown = collector.trace_with("GET");
    assert_eq!(unknown.len(), 1, "{unknown:#?}");
    assert_eq!(unknown[0].parent, "");

    let wrong = billed.service.client().good("recoup_sk_wrong");
    let wrong = wrong.header("traceparent", "00-canary").send().await;
    assert_eq!(wrong.status, 401);
    let refused = collector.trace_with(REQUEST);
    assert_eq!(
        (named(&refused, REQUEST).parent.as_str(), refused[0].status),
        ("", 0)
    );
    assert_eq!(
        named(&refused, "authenticate").attributes["error.type"],
        "refused"
    );

    let broken = Reply::error(500, "api_error", "no").header("stripe-should-retry", "false");
    fake.next(Call::Session, [broken]);
    assert_eq!(billed.good().send().await.status, 503);
    let failed = collector.trace_with("open portal");
    let (request, call) = (
        named(&failed, REQUEST),
        named(&failed, "create portal session"),
    );
    assert_eq!((request.status, call.status), (2, 2));
    assert_eq!(call.attributes["error.type"], "failed");
    assert_eq!(request.attributes["error.type"], "503");
    assert_eq!(
        failed.iter().filter(|span| span.parent.is_empty()).count(),
        1
    );
}

/// There the runtime has no thread of its own, and nothing is sent before the end.
#[tokio::test]
async fn last_spans_leave_on_one_processor() {
    let collector = Collector::start();
    let installation = traced(Installation::new(), &collector.endpoint())
        .with("OTEL_BSP_SCHEDULE_DELAY", "60000")
        .on_one_processor();
    let service = installation.serve();
    let key = service.key();
    service.client().good(&key).send().await.portal();
    assert_eq!(collector.spans().len(), 0);
    let (ran, _) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    named(&collector.spans(), REQUEST);
}

/// A caller who does not want the trace is heard.
#[tokio::test]
async fn unsampled_trace_is_not_sent() {
    let collector = Collector::start();
    let service = traced(Installation::new(), &collector.endpoint()).serve();
    let key = service.key();
    let unsampled = service.client().good(&key);
    let unsampled = unsampled.header("traceparent", &traceparent(false));
    unsampled.send().await.portal();
    let other = service.client().ask("GET", "/healthz").send().await;
    assert_eq!(other.status, 200);
    service.stop();
    let spans = collector.spans();
    named(&spans, "GET /healthz");
    assert!(spans.iter().all(|span| span.trace != TRACE), "{spans:#?}");
}

#[tokio::test]
async fn traces_hold_no_secret() {
    let collector = Collector::start();
    let fake = FakeStripe::start();
    let installation = traced(Billed::installation(&fake.base()), &collector.endpoint())
        .with("ACCOUNTS_LOG", "trace");
    let billed = Billed::subscribed(installation, &fake);
    let client = || billed.service.client();
    let body = r#"{"returnUrl":"https://example.com/canary-path?a=canary-query"}"#;
    let good = client().portal().header("x-api-key", &billed.key);
    good.json(body).send().await.portal();
    let repeated = format!("Invalid API Key provided: {}", FakeStripe::key());
    fake.next(
        Call::Session,
        [Reply::error(401, "invalid_request_error", &repeated)],
    );
    assert_eq!(billed.good().send().await.status, 503);
    let token = client()
        .portal()
        .header("authorization", "Bearer canary.bearer.token");
    assert_eq!(token.json(GOOD_BODY).send().await.status, 401);
    let odd = client().ask("CANARY", "/canary?canary=canary");
    let odd = odd.header("baggage", "a=canary").header("cookie", "canary");
    assert_eq!(odd.send().await.status, 404);
    let key = billed.key.clone();
    let (ran, installation) = billed.service.stop();
    assert!(collector.spans().len() > 8, "the traces are there");
    let text = format!("{}{}", collector.text(), ran.stderr);
    for secret in [
        "canary",
        "CANARY",
        "recoup_sk_",
        &key,
        installation.key_secret(),
    ] {
        let found = text.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "{secret}");
    }
    println!("| traces and log | {} bytes, 0 hits |", text.len());
}

/// Nobody there, and somebody who never answers: requests do not notice, and the end comes in time.
#[tokio::test]
async fn dead_collector_costs_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = format!("http://{}", silent.local_addr().expect("an address"));
    for endpoint in ["http://127.0.0.1:1", &silent] {
        let service = traced(Installation::new(), endpoint)
            .with("OTEL_BSP_MAX_QUEUE_SIZE", "64")
            .serve();
        let key = service.key();
        // More spans than the queue holds.
        for _ in 0..100 {
            service.client().good(&key).send().await.portal();
        }
        let stopped = Instant::now();
        let (ran, _) = service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(stopped.elapsed() < STOP, "{:?}", stopped.elapsed());
        assert_eq!(ran.stderr.matches("\"answered\"").count(), 100);
    }
}

#[tokio::test]
async fn off_by_default() {
    let service = Installation::new().with("ACCOUNTS_LOG", "trace").serve();
    let key = service.key();
    let good = service.client().good(&key);
    let good = good.header("traceparent", &traceparent(true));
    good.send().await.portal();
    let (ran, _) = service.stop();
    for text in ["authenticate", "trace_id", TRACE, "opentelemetry"] {
        assert!(!ran.stderr.contains(text), "{text} in {}", ran.stderr);
    }
    let wrong = Installation::new().with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:canary@b");
    for command in [&[][..], &["config", "check"], &["doctor"]] {
        let ran = wrong.run(command);
        assert_eq!(ran.code, 2, "{ran:?}");
        let named = ran.stderr.contains("OTEL_EXPORTER_OTLP_ENDPOINT");
        assert!(named && !ran.stderr.contains("canary"), "{ran:?}");
    }
}
