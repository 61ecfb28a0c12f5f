use serde_json::{Value, json};

use crate::server::Server;

/// What a sample is expected to answer.
pub(crate) enum Expected {
    /// What was sent.
    Same,
    /// Something else, such as without what the document does not know.
    Other(Value),
    /// A refusal.
    Refused(&'static str),
}

pub(crate) use Expected::{Other, Refused, Same};

/// Sends each value as a property of an object, and compares what comes back.
pub(crate) async fn send_each(
    path: &str,
    media: &str,
    base: Value,
    cases: Vec<(&str, Value, Expected)>,
) {
    let server = Server::start().await;
    let mut wrong = Vec::new();
    for (property, value, expected) in cases {
        let mut sent = base.clone();
        sent[property] = value;
        let body = sent.to_string();
        let line = format!("POST {path}");
        let answer = server.send(&line, &[("content-type", media)], &body).await;
        let text = String::from_utf8_lossy(&answer.body);
        let found: Value = serde_json::from_str(&text).unwrap_or_else(|_| json!(text));
        let expected = match expected {
            Same => (200, sent),
            Other(value) => {
                let mut other = base.clone();
                other[property] = value;
                (200, other)
            }
            Refused(message) => (400, json!({ "message": message })),
        };
        if (answer.status, &found) != (expected.0, &expected.1) {
            wrong.push(format!(
                "{body}\n  {} {found}\n  instead of {} {}",
                answer.status, expected.0, expected.1
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
