use std::time::Duration;

use serde_json::json;

use super::asked::{Answer, CANARY, GOOD_BODY, KEY, account, ask, cause, directory_with};
use crate::billing::MockBilling;
use crate::{BillingError, Expiry, PortalSession};

/// A provider with this answer, asked exactly once.
fn billing_with(
    answer: impl Fn() -> Result<Option<PortalSession>, BillingError> + Send + 'static,
) -> MockBilling {
    let mut billing = MockBilling::new();
    billing
        .expect_open_portal()
        .times(1)
        .withf(|whose, return_url, _| {
            *whose == account() && return_url.as_str() == "https://example.com/back?a=b"
        })
        .returning(move |_, _, _| answer());
    billing
}

async fn ask_with(
    answer: impl Fn() -> Result<Option<PortalSession>, BillingError> + Send + 'static,
) -> Answer {
    let directory = directory_with(Expiry::Never);
    ask(
        directory,
        billing_with(answer),
        &[("x-api-key", KEY)],
        GOOD_BODY,
    )
    .await
}

fn session(url: &str) -> PortalSession {
    PortalSession {
        id: "portal_sess_1".to_owned(),
        url: url.into(),
    }
}

#[tokio::test]
async fn open_portal_good() {
    let url = "https://billing.example.com/manage/1?token=t%20t";
    let answer = ask_with(move || Ok(Some(session(url)))).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.body, json!({ "id": "portal_sess_1", "url": url }));
}

#[tokio::test]
async fn open_portal_no_subscription() {
    let answer = ask_with(|| Ok(None)).await;
    answer.assert_error(400, "No active subscription found");
}

#[tokio::test]
async fn open_portal_provider_unavailable() {
    for (wait, header) in [
        (None, "1"),
        (Some(Duration::from_secs(30)), "30"),
        // Rounded up: earlier would be too early.
        (Some(Duration::from_millis(1_200)), "2"),
        (Some(Duration::from_millis(1)), "1"),
    ] {
        let answer = ask_with(move || {
            Err(BillingError::Unavailable {
                retry_after: wait,
                cause: cause(),
            })
        })
        .await;
        answer.assert_error(503, "The service is temporarily unavailable");
        assert_eq!(answer.header("retry-after"), Some(header), "{wait:?}");
        assert!(answer.cause.expect("a cause").contains(CANARY));
    }
}

#[tokio::test]
async fn open_portal_provider_talks_nonsense() {
    let answer = ask_with(|| Err(BillingError::InvalidResponse(cause()))).await;
    answer.assert_error(502, "The billing provider gave no usable answer");
    assert_eq!(answer.header("retry-after"), None);
    assert!(answer.cause.expect("a cause").contains(CANARY));
}

#[tokio::test]
async fn open_portal_url_is_no_uri() {
    for url in [
        "",
        "/manage/canary-5f1c",
        "https://example.com/canary-5f1c ü",
    ] {
        let answer = ask_with(move || Ok(Some(session(url)))).await;
        answer.assert_error(502, "The billing provider gave no usable answer");
        let cause = answer.cause.expect("a cause");
        assert!(!cause.contains(CANARY), "the URL opens things: {cause}");
    }
}

#[tokio::test]
async fn open_portal_provider_too_slow() {
    let answer = ask_with(|| Err(BillingError::DeadlineExceeded)).await;
    answer.assert_error(504, "The billing provider did not answer in time");
    assert!(answer.cause.is_some());
}

#[tokio::test]
async fn open_portal_bad_body_provider_not_asked() {
    for (body, message) in [
        ("{}", "returnUrl is required"),
        (r#"{"returnUrl":""}"#, "returnUrl is required"),
        (r#"{"returnUrl":null}"#, "returnUrl must be a string"),
        (
            r#"{"returnUrl":"http://example.com/"}"#,
            "returnUrl must start with https:// (http:// is for localhost, 127.0.0.0/8 and [::1] only)",
        ),
        (
            r#"{"returnUrl":"https://u@example.com/"}"#,
            "returnUrl must not contain a user name or password",
        ),
        (
            r#"{"returnUrl":"https:///x"}"#,
            "returnUrl must name a host, as in https://example.com/path",
        ),
        (
            r#"{"returnUrl":"https://127.1/"}"#,
            "returnUrl must name its host and port in a form that browsers read the same way",
        ),
        (
            r#"{"returnUrl":"https://example.com/ü"}"#,
            "returnUrl must be an absolute URI (RFC 3986): 'ü' at byte 20 must be percent-encoded",
        ),
    ] {
        let directory = directory_with(Expiry::Never);
        let billing = MockBilling::new();
        let answer = ask(directory, billing, &[("x-api-key", KEY)], body).await;
        answer.assert_error(400, message);
    }
}
