use hyper::HeaderMap;
use hyper::body::Bytes;
use serde_json::Value;

use crate::document::Document;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The one value of a header; `None` when there is none.
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?;
        assert_eq!(values.next(), None, "{name} is there twice");
        Some(value.to_str().expect("visible ASCII"))
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        let type_of_body = self.header("content-type");
        assert_eq!(type_of_body, Some("application/json"), "{self:?}");
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The body as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// The message of an error in the contract's form: a JSON object with exactly one key.
    #[track_caller]
    pub fn error(&self) -> String {
        let body = self.json();
        Document::read().assert_valid("SubscriptionPortalErrorResponse", &body);
        let object = body.as_object().expect("an object");
        assert_eq!(object.len(), 1, "{body}");
        object["error"].as_str().expect("a text").to_owned()
    }

    /// Checks status and message of an error.
    #[track_caller]
    pub fn assert_error(&self, status: u16, message: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.error(), message);
    }

    /// Checks a portal session by the contract, and answers its id and URL.
    #[track_caller]
    pub fn portal(&self) -> (String, String) {
        assert_eq!(self.status, 200, "{self:?}");
        let body = self.json();
        Document::read().assert_valid("CreateSubscriptionPortalResponse", &body);
        let object = body.as_object().expect("an object");
        assert_eq!(object.len(), 2, "exactly id and url: {body}");
        let text = |key: &str| object[key].as_str().expect("a text").to_owned();
        (text("id"), text("url"))
    }

    /// Checks what every answer of the API carries, whatever else it says.
    #[track_caller]
    pub(crate) fn assert_api(&self) {
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            (
                "access-control-allow-methods",
                "GET, POST, PUT, DELETE, OPTIONS, PATCH",
            ),
            (
                "access-control-allow-headers",
                "Content-Type, Authorization, X-Requested-With, x-api-key",
            ),
            (
                "access-control-expose-headers",
                "Retry-After, X-Request-Id, WWW-Authenticate",
            ),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(self.header(name), Some(value), "{name}: {self:?}");
        }
        let id = self.header("x-request-id").expect("an id");
        assert!((1..=128).contains(&id.len()), "{id}");
        assert_eq!(
            self.header("www-authenticate").is_some(),
            self.status == 401,
            "{self:?}"
        );
        // The answer to OPTIONS may have it too.
        let allow = self.header("allow").is_some();
        assert!(allow || self.status != 405, "{self:?}");
        assert!(!allow || matches!(self.status, 200 | 405), "{self:?}");
        let later = matches!(self.status, 429 | 503);
        assert_eq!(self.header("retry-after").is_some(), later, "{self:?}");
        assert!(self.headers.contains_key("date"), "{self:?}");
    }
}
