use reqwest::StatusCode;
use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderMap};

use super::*;

const CASE: &str = r#"{
    "name": "order",
    "intended": {
        "reason": "order",
        "reference": [{"status": 400, "error": "Invalid JSON body"}],
        "here": [{"status": 401}]
    }
}"#;

fn outcome(status: u16, message: &str, origin: &'static str) -> Outcome {
    let mut headers = HeaderMap::new();
    headers.insert(
        ACCESS_CONTROL_ALLOW_ORIGIN,
        origin.parse().expect("a value"),
    );
    let body = format!("{{\"error\":\"{message}\"}}");
    let status = StatusCode::from_u16(status).expect("a status");
    Outcome::of(status, &headers, body.as_bytes(), None)
}

#[test]
fn intended_is_exactly_what_is_expected() {
    let case: Case = serde_json::from_str(CASE).expect("valid");
    let label = |reference, here| Comparison::of(&case, reference, here).label();
    let bad_json = || outcome(400, "Invalid JSON body", "*");
    let refused = || outcome(401, "Unauthorized", "*");
    assert_eq!(label(refused(), refused()), "equal");
    assert_eq!(label(bad_json(), refused()), "intended");
    assert_eq!(label(outcome(400, "No", "*"), refused()), "DIFFERENT");
    assert_eq!(label(bad_json(), outcome(403, "No", "*")), "DIFFERENT");
    assert_eq!(label(refused(), bad_json()), "DIFFERENT");
    let elsewhere = outcome(401, "Unauthorized", "https://a.example.com");
    let compared = Comparison::of(&case, bad_json(), elsewhere);
    assert_eq!(
        compared.line("order"),
        "DIFFERENT  order: 400 `Invalid JSON body` there, 401 `Unauthorized` here; the headers for other origins differ\n"
    );
}
