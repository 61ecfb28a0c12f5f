use std::time::Duration;

use axum::Router;
use axum::routing::post;
use metrics_exporter_prometheus::PrometheusBuilder;

use crate::http::tests::layers::{api, through};
use crate::http::tests::subject::{Subject, request, send};
use crate::telemetry::Lines;

#[tokio::test]
async fn one_line_without_secrets() {
    let subject = Subject::start().await;
    let lines = Lines::default();
    let recording = lines.record();
    let portal = subject.portal_request("https://example.com/canary?canary");
    let portal = {
        let (mut head, body) = portal.into_parts();
        head.uri = "/api/subscriptions/portal?canary=1".parse().expect("a URI");
        axum::extract::Request::from_parts(head, body)
    };
    assert_eq!(send(&subject.app, portal).await.status, 200);
    drop(recording);

    let text = lines.text();
    assert_eq!(text.lines().count(), 1, "{text}");
    for part in [
        "\"method\":\"POST\"".to_owned(),
        "\"route\":\"/api/subscriptions/portal\"".to_owned(),
        "\"operation\":\"createSubscriptionPortal\"".to_owned(),
        "\"status\":200".to_owned(),
        "\"duration_ms\":".to_owned(),
        "\"request_id\":\"".to_owned(),
        format!("\"account_id\":\"{}\"", subject.account),
    ] {
        assert!(text.contains(&part), "{part} is not in {text}");
    }
    for secret in ["canary", &subject.key, "recoup_sk_", "token"] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}

#[tokio::test]
async fn path_as_sent_stays_out() {
    let subject = Subject::start().await;
    let lines = Lines::default();
    let recording = lines.record();
    let page = request("GET", "/manage/portal_sess_canary?token=canary", &[]);
    send(&subject.app, page).await;
    send(&subject.app, request("CANARY", "/canary", &[])).await;
    drop(recording);

    let text = lines.text();
    assert_eq!(text.matches("\"answered\"").count(), 2, "{text}");
    assert!(text.contains("\"route\":\"/manage/{session}\""), "{text}");
    assert!(!text.to_lowercase().contains("canary"), "{text}");
}

#[tokio::test]
async fn cause_is_logged_once() {
    let subject = Subject::start().await;
    subject.system.database.close().await;
    let lines = Lines::default();
    let recording = lines.record();
    let portal = subject.portal_request("https://example.com/");
    let answer = send(&subject.app, portal).await;
    drop(recording);

    assert_eq!(answer.status, 503);
    assert!(!answer.body.contains("pool"), "{}", answer.body);
    let text = lines.text();
    assert_eq!(text.matches("request failed").count(), 1, "{text}");
    assert!(text.contains("\"level\":\"ERROR\""), "{text}");
    assert!(text.contains("closed pool"), "{text}");
}

#[tokio::test]
async fn client_that_leaves_is_logged_once() {
    let lines = Lines::default();
    let recording = lines.record();
    let api = api();
    let answer = send(&api, request("POST", "/slow", &[]));
    tokio::time::timeout(Duration::from_millis(5), answer)
        .await
        .err()
        .expect("no answer so soon");
    drop(recording);

    let text = lines.text();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("\"aborted\":true"), "{text}");
    assert!(text.contains("\"route\":\"/slow\""), "{text}");
}

/// A request that panics counts, and is logged, as its operation's.
#[tokio::test]
async fn panic_has_its_operation() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let counting = metrics::set_default_local_recorder(&recorder);
    let path = "/api/subscriptions/portal";
    let panicking = post(async || -> &str { panic!("on purpose") });
    let api = through(Router::new().route(path, panicking));
    let lines = Lines::default();
    let recording = lines.record();
    let answer = send(&api, request("POST", path, &[])).await;
    assert_eq!(answer.status, 500);
    drop(recording);
    drop(counting);

    let text = lines.text();
    let line = text.lines().find(|line| line.contains("\"status\":500"));
    let line = line.unwrap_or_else(|| panic!("no line: {text}"));
    assert!(
        line.contains("\"operation\":\"createSubscriptionPortal\""),
        "{line}"
    );
    let metrics = handle.render();
    let counted: Vec<_> = metrics
        .lines()
        .filter(|line| line.contains("_count") || line.contains("_total"))
        .filter(|line| line.contains("status=\"500\"") && !line.ends_with(" 0"))
        .collect();
    assert!(!counted.is_empty(), "{metrics}");
    for line in counted {
        assert!(
            line.contains("operation=\"createSubscriptionPortal\"") && line.ends_with(" 1"),
            "{line}"
        );
    }
}
