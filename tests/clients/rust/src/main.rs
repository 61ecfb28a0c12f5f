//! Plays one case through the Rust client: see protocol.md.

use std::time::Duration;

use accounts_client::models::CreateSubscriptionPortalRequest;
use accounts_client::operations::CreateSubscriptionPortalError as Documented;
use accounts_client::{Client, Error, Options};
use serde_json::{Value, json};

#[tokio::main]
async fn main() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a line");
    let case: Value = serde_json::from_str(&line).expect("JSON");
    println!("{}", play(&case).await);
}

async fn play(case: &Value) -> Value {
    let text = |key: &str| case["options"][key].as_str();
    let mut options = Options::new();
    if let Some(key) = text("apiKey") {
        options = options.api_key(key);
    }
    if let Some(token) = text("bearer") {
        options = options.bearer(token);
    }
    if let Some(url) = text("baseUrl") {
        options = options.base_url(url);
    }
    if let Some(seconds) = case["options"]["timeoutSeconds"].as_f64() {
        options = options.timeout(Duration::from_secs_f64(seconds));
    }
    if let Some(retries) = case["options"]["retries"].as_u64() {
        options = options.retries(retries as u32);
    }
    let mut shown = format!("{options:?}");
    let client = match Client::new(options) {
        Ok(client) => client,
        Err(error) => {
            return json!({ "kind": "options", "type": "InvalidOptions", "shown": format!("{shown} {error} {error:?}") });
        }
    };
    shown.push_str(&format!("{client:?}"));
    let body = CreateSubscriptionPortalRequest {
        return_url: case["request"]["returnUrl"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    };
    let error = match client.create_subscription_portal(&body).await {
        Ok(session) => return json!({ "kind": "ok", "url": session.url, "shown": shown }),
        Err(error) => error,
    };
    shown.push_str(&format!("{error} {error:?}"));
    let mut report = json!({
        "shown": shown,
        "status": error.status(),
        "requestId": error.request_id(),
        "retryAfter": error.retry_after().map(|wait| wait.as_secs()),
    });
    let (kind, name) = match error {
        Error::Status(failure) => {
            report["message"] = failure.message.into();
            let name = match failure.body {
                Documented::Status400(_) => "Status400",
                Documented::Status401(_) => "Status401",
            };
            ("status", name)
        }
        Error::Undocumented(answer) => {
            report["text"] = answer.text.into();
            ("undocumented", "Undocumented")
        }
        Error::Timeout(_) => ("timeout", "Timeout"),
        Error::Connection(_) => ("connection", "Connection"),
        Error::Unsent(_) => ("unsent", "Unsent"),
    };
    report["kind"] = kind.into();
    report["type"] = name.into();
    report
}
