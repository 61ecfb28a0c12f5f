use std::sync::Arc;

use accounts_api::Limits;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::billing::MockBilling;
use crate::directory::MockDirectory;
use crate::{
    AccountId, AccountsService, ApiKey, Authenticator, Cause, Expiry, KeyHash, KeyHasher, KeyId,
    ReturnUrlPolicy, StoredKey,
};

/// The one account of these tests.
const ACCOUNT: &str = "123e4567-e89b-42d3-a456-426614174000";
/// Its key.
pub(super) const KEY: &str = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// In every internal cause; must never be in an answer.
pub(super) const CANARY: &str = "canary-5f1c";

pub(super) const GOOD_BODY: &str = r#"{"returnUrl":"https://example.com/back?a=b"}"#;

pub(super) fn account() -> AccountId {
    ACCOUNT.parse().expect("an id")
}

pub(super) fn hash_of(key: &str) -> KeyHash {
    hasher().hash(&ApiKey::received(key).expect("short enough"))
}

pub(super) fn hasher() -> KeyHasher {
    KeyHasher::new("a secret of the tests, 32 bytes long".into())
}

/// An internal cause.
pub(super) fn cause() -> Box<dyn std::error::Error + Send + Sync> {
    CANARY.into()
}

/// A directory that knows the key, asked for it exactly once.
pub(super) fn directory_with(expiry: Expiry) -> MockDirectory {
    let stored = StoredKey {
        id: KeyId::random(),
        account: account(),
        name: "test".to_owned(),
        hint: None,
        created_at: Timestamp::UNIX_EPOCH.to_string(),
        expiry,
        last_used: None,
        hashed_under: [None; 2],
        account_disabled: false,
        ended: None,
    };
    let mut directory = MockDirectory::new();
    directory
        .expect_key_by_hash()
        .times(1)
        .withf(|hash, previous| *hash == hash_of(KEY) && previous.is_none())
        .returning(move |_, _| Ok(Some(stored.clone())));
    directory
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
    /// The cause for the log, with all that caused it.
    pub(super) cause: Option<String>,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        Some(value.to_str().expect("visible ASCII"))
    }

    /// Checks an error: its status, its one key, and that nothing internal is in it.
    #[track_caller]
    pub(super) fn assert_error(&self, status: u16, message: &str) {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.body, json!({ "error": message }));
        assert_eq!(self.header("content-type"), Some("application/json"));
        let shown = format!("{:?} {}", self.headers, self.body);
        assert!(!shown.contains(CANARY), "{shown}");
        assert!(!shown.contains(KEY), "{shown}");
        assert_eq!(self.headers.contains_key("www-authenticate"), status == 401);
    }
}

/// Asks for a portal session. Mocks panic when they are asked what they do not expect.
pub(super) async fn ask(
    directory: MockDirectory,
    billing: MockBilling,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let authenticator = Authenticator::new(Arc::new(directory), hasher());
    ask_of(authenticator, billing, headers, body).await
}

/// The same of a service that knows callers in another way.
pub(super) async fn ask_of(
    authenticator: Authenticator,
    billing: MockBilling,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let service =
        AccountsService::new(authenticator, Arc::new(billing), ReturnUrlPolicy::default());
    let router = accounts_api::router(Arc::new(service), Limits::default());
    let mut request = Request::post("/api/subscriptions/portal")
        .header("content-type", "application/json")
        .body(Body::from(body.to_owned()))
        .expect("a request");
    for (name, value) in headers {
        let name: HeaderName = name.parse().expect("a name");
        let value = value.parse().expect("a value");
        request.headers_mut().append(name, value);
    }
    let response = router.oneshot(request).await.expect("infallible");
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    let cause = head.extensions.get();
    Answer {
        status: head.status,
        headers: head.headers,
        body: serde_json::from_slice(&body).expect("JSON"),
        cause: cause.map(|Cause(error)| chain(error.as_ref())),
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let below = error.source().map(chain);
    format!("{error}: {}", below.unwrap_or_default())
}
