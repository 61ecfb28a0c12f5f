use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;

use crate::answer::Answer;
use crate::secret_key::SecretKey;

/// Most of a message that is kept, in characters.
const LONGEST_MESSAGE: usize = 300;

/// An answer by which Stripe does not do what it was asked for (<https://docs.stripe.com/api/errors>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) retry_after: Option<Duration>,
    over_limit: bool,
    should_retry: bool,
    request_id: Option<String>,
    problem: Problem,
}

#[derive(Deserialize)]
struct Body {
    error: Problem,
}

/// Stripe's own words. Only `type` is promised, and a proxy in between promises nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct Problem {
    #[serde(rename = "type")]
    kind: Option<String>,
    code: Option<String>,
    param: Option<String>,
    message: Option<String>,
    #[serde(skip)]
    about_return_url: bool,
}

impl Refusal {
    pub(crate) fn read(answer: Answer, key: &SecretKey) -> Self {
        let body = serde_json::from_slice::<Body>(&answer.body);
        let mut problem = body.map(|body| body.error).unwrap_or_default();
        for text in [&mut problem.kind, &mut problem.code, &mut problem.param] {
            *text = text.take().map(|text| printable(&text, key));
        }
        // Messages about the return URL repeat it, and it may carry state of the caller's.
        problem.about_return_url = match problem.param.as_deref() {
            Some(param) => param == "return_url",
            None => problem
                .message
                .as_ref()
                .is_some_and(|text| text.contains("return_url")),
        };
        let message = problem.message.take().filter(|_| !problem.about_return_url);
        problem.message = message.map(|text| printable(&text, key));
        Self {
            status: answer.head.status,
            retry_after: answer.head.retry_after,
            over_limit: answer.head.over_limit,
            should_retry: answer.head.should_retry == Some(true),
            request_id: answer.head.request_id,
            problem,
        }
    }

    /// Whether Stripe says that there is no such customer, or that there no longer is. One that there is in the other mode is not
    /// unknown: the key is wrong, and who goes by that forgets every customer.
    pub(crate) fn is_unknown_customer(&self) -> bool {
        let Problem {
            code,
            param,
            message,
            ..
        } = &self.problem;
        let status = [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND].contains(&self.status);
        let about_customer = match param.as_deref() {
            Some(param) => param == "customer",
            None => message
                .as_ref()
                .is_some_and(|message| message.starts_with("No such customer")),
        };
        let other_mode = message
            .as_ref()
            .is_some_and(|message| message.contains("similar object exists in"));
        status && code.as_deref() == Some("resource_missing") && about_customer && !other_mode
    }

    /// Whether Stripe says that there is no such thing.
    pub(crate) fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
            && self.problem.code.as_deref() == Some("resource_missing")
    }

    /// Whether Stripe does not take the return URL. It is the only URL that is sent.
    pub(crate) fn is_about_return_url(&self) -> bool {
        let Problem {
            code,
            param,
            about_return_url,
            ..
        } = &self.problem;
        let about_it =
            *about_return_url || (param.is_none() && code.as_deref() == Some("url_invalid"));
        self.is_bad_request() && about_it
    }

    /// Whether Stripe works, and merely does not do this, or not now.
    pub(crate) fn is_answer(&self) -> bool {
        self.status.is_client_error()
    }

    /// Whether somebody else is changing the same thing at Stripe, and it is only a matter of a moment.
    pub(crate) fn is_lock(&self) -> bool {
        self.is_too_many()
            && !self.over_limit
            && self.problem.code.as_deref() == Some("lock_timeout")
    }

    /// Whether it is only a matter of a moment: a lock, or Stripe itself asks for another try.
    pub(crate) fn is_passing(&self) -> bool {
        self.is_lock() || self.should_retry
    }

    /// Whether there were too many requests.
    pub(crate) fn is_too_many(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS
    }

    /// Whether Stripe takes the request itself for wrong: what it answers where search is not offered.
    pub(crate) fn is_bad_request(&self) -> bool {
        [
            StatusCode::BAD_REQUEST,
            StatusCode::NOT_FOUND,
            StatusCode::UNPROCESSABLE_ENTITY,
        ]
        .contains(&self.status)
    }
}

/// One line of bounded length, without the key.
fn printable(text: &str, key: &SecretKey) -> String {
    let visible = |char: char| if char.is_control() { ' ' } else { char };
    let text = key.redact(text);
    text.chars().take(LONGEST_MESSAGE).map(visible).collect()
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stripe answered {}", self.status.as_u16())?;
        let Problem {
            kind,
            code,
            param,
            message,
            ..
        } = &self.problem;
        for (name, text) in [
            ("", kind),
            ("code ", code),
            ("parameter ", param),
            ("request ", &self.request_id),
        ] {
            if let Some(text) = text {
                write!(f, ", {name}{text}")?;
            }
        }
        match message {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Head;

    fn refusal(status: u16, body: &str) -> Refusal {
        let head = Head {
            status: StatusCode::from_u16(status).expect("a status"),
            request_id: Some("req_1".to_owned()),
            should_retry: None,
            retry_after: None,
            over_limit: false,
        };
        let body = body.as_bytes().to_vec();
        let key = "sk_test_canary".parse().expect("a key");
        Refusal::read(Answer { head, body }, &key)
    }

    #[test]
    fn words_of_stripe() {
        let body = r#"{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_canary\n"}}"#;
        assert_eq!(
            refusal(401, body).to_string(),
            "Stripe answered 401, invalid_request_error, request req_1: Invalid API Key provided: (the key) "
        );
        for body in ["", "<html>", "{}", "null", r#"{"error":"no"}"#, "[1]"] {
            assert_eq!(
                refusal(503, body).to_string(),
                "Stripe answered 503, request req_1"
            );
        }
        let body =
            r#"{"error":{"param":"return_url","message":"Not a valid URL: https://a/?canary"}}"#;
        assert!(!refusal(400, body).to_string().contains("canary"));
        let long = format!(r#"{{"error":{{"message":"{}"}}}}"#, "x".repeat(10_000));
        assert!(refusal(400, &long).to_string().len() < 400);
    }

    #[test]
    fn return_urls_that_stripe_does_not_take() {
        let named = r#"{"error":{"type":"invalid_request_error","code":"url_invalid","param":"return_url","message":"Not a valid URL"}}"#;
        let unnamed = r#"{"error":{"code":"url_invalid"}}"#;
        let in_words = r#"{"error":{"message":"Invalid return_url: https://a/?canary"}}"#;
        let too_long =
            r#"{"error":{"code":"parameter_invalid_string_too_long","param":"return_url"}}"#;
        let other = r#"{"error":{"code":"url_invalid","param":"flow_data[url]"}}"#;
        let customer = r#"{"error":{"code":"resource_missing","param":"customer"}}"#;
        for (status, body, about_it) in [
            (400, named, true),
            (400, unnamed, true),
            (400, in_words, true),
            (400, too_long, true),
            (422, named, true),
            (400, other, false),
            (400, customer, false),
            (400, "", false),
            (401, named, false),
            (429, named, false),
            (500, named, false),
        ] {
            let refusal = refusal(status, body);
            assert_eq!(refusal.is_about_return_url(), about_it, "{refusal}");
            assert!(!refusal.to_string().contains("canary"), "{refusal}");
        }
    }

    #[test]
    fn unknown_customers() {
        let gone = r#"{"error":{"code":"resource_missing","param":"customer","message":"No such customer: 'cus_1'"}}"#;
        let terse =
            r#"{"error":{"code":"resource_missing","message":"No such customer: 'cus_1'"}}"#;
        let other_mode = r#"{"error":{"code":"resource_missing","param":"customer","message":"No such customer: 'cus_1'; a similar object exists in live mode, but a test mode key was used to make this request."}}"#;
        let configuration = r#"{"error":{"code":"resource_missing","param":"configuration"}}"#;
        let portal =
            r#"{"error":{"type":"invalid_request_error","message":"No configuration provided"}}"#;
        for (status, body, unknown) in [
            (400, gone, true),
            (404, gone, true),
            (404, terse, true),
            (404, other_mode, false),
            (403, gone, false),
            (500, gone, false),
            (404, configuration, false),
            (400, portal, false),
            (404, "", false),
        ] {
            let refusal = refusal(status, body);
            assert_eq!(refusal.is_unknown_customer(), unknown, "{refusal}");
        }
    }
}
