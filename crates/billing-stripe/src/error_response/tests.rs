use super::*;
use crate::response::Head;

fn response(status: u16, body: &str) -> ErrorResponse {
    let head = Head {
        status: StatusCode::from_u16(status).expect("a status"),
        request_id: Some("req_1".to_owned()),
        should_retry: None,
        retry_after: None,
        rate_limit: None,
    };
    let body = body.as_bytes().to_vec();
    let key = "sk_test_canary".parse().expect("a key");
    ErrorResponse::read(Response { head, body }, &key)
}

#[test]
fn words_of_stripe() {
    let body = r#"{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_canary\n"}}"#;
    assert_eq!(
        response(401, body).to_string(),
        "Stripe answered 401, invalid_request_error, request req_1: Invalid API Key provided: (the key) "
    );
    for body in ["", "<html>", "{}", "null", r#"{"error":"no"}"#, "[1]"] {
        assert_eq!(
            response(503, body).to_string(),
            "Stripe answered 503, request req_1"
        );
    }
    let body = r#"{"error":{"param":"return_url","message":"Not a valid URL: https://a/?canary"}}"#;
    assert!(!response(400, body).to_string().contains("canary"));
    let long = format!(r#"{{"error":{{"message":"{}"}}}}"#, "x".repeat(10_000));
    assert!(response(400, &long).to_string().len() < 400);
}

#[test]
fn return_urls_that_stripe_does_not_take() {
    let named = r#"{"error":{"type":"invalid_request_error","code":"url_invalid","param":"return_url","message":"Not a valid URL"}}"#;
    let unnamed = r#"{"error":{"code":"url_invalid"}}"#;
    let in_words = r#"{"error":{"message":"Invalid return_url: https://a/?canary"}}"#;
    let too_long = r#"{"error":{"code":"parameter_invalid_string_too_long","param":"return_url"}}"#;
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
        let response = response(status, body);
        assert_eq!(response.is_about_return_url(), about_it, "{response}");
        assert!(!response.to_string().contains("canary"), "{response}");
    }
}

#[test]
fn unknown_customers() {
    let gone = r#"{"error":{"code":"resource_missing","param":"customer","message":"No such customer: 'cus_1'"}}"#;
    let terse = r#"{"error":{"code":"resource_missing","message":"No such customer: 'cus_1'"}}"#;
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
        let response = response(status, body);
        assert_eq!(response.is_unknown_customer(), unknown, "{response}");
    }
}
