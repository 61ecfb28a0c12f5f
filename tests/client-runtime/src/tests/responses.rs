use std::time::Duration;

use serde::Deserialize;

use super::support::{Failed, response};
use crate::error::{Error, Failure, Undocumented};

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Item {
    id: i64,
}

#[test]
fn bodies_are_read_as_documented() {
    let json: Result<Item, Failed> = response(200, "{\"id\":2.0}").json();
    assert_eq!(json, Ok(Item { id: 2 }));
    let text: Result<String, Failed> = response(200, "a").text();
    assert_eq!(text, Ok("a".to_owned()));
}

#[test]
fn other_bodies_are_not_documented() {
    let problem = |error: Failed| match error {
        Error::Undocumented(response) => response.problem,
        other => panic!("{other}"),
    };
    let wrong: Result<Item, Failed> = response(200, "{}").json();
    let wrong = problem(wrong.expect_err("no item"));
    assert!(wrong.starts_with("whose body is not as documented: missing field `id`"));
    let mut binary = response(200, "");
    binary.body = vec![0xff];
    let wrong: Result<Item, Failed> = binary.json();
    let wrong = problem(wrong.expect_err("no text"));
    assert!(wrong.starts_with("whose body is not UTF-8: "), "{wrong}");
    let mut large = response(200, "1");
    large.truncated = true;
    let wrong: Result<i64, Failed> = large.json();
    let expected = "with a body of more than 67108864 bytes";
    assert_eq!(problem(wrong.expect_err("too large")), expected);
    assert_eq!(problem(large.text().expect_err("too large")), expected);
    let wrong = problem(response(418, "").undocumented());
    assert_eq!(wrong, "which is not documented (I'm a teapot)");
    let wrong = problem(response(599, "").undocumented());
    assert_eq!(wrong, "which is not documented (status 599)");
}

#[test]
fn errors_have_the_start_of_the_body_only() {
    let long = "ü".repeat(64 * 1024);
    let excerpt = response(500, &long).excerpt();
    assert_eq!(excerpt.len(), 64 * 1024);
}

#[test]
fn documented_errors_say_what_the_service_says() {
    for (body, message) in [
        ("{\"error\":\"no item\",\"title\":\"Not found\"}", "no item"),
        ("{\"error\":{},\"detail\":\"gone\"}", "gone"),
        ("[1]", "Not Found"),
        ("gone", "Not Found"),
    ] {
        let mut answered = response(404, body);
        answered.retry_after = Some(Duration::from_secs(2));
        let expected = Failure {
            status: 404,
            message: message.to_owned(),
            body: 7,
            request_id: Some("r1".to_owned()),
            retry_after: Some(Duration::from_secs(2)),
        };
        assert_eq!(answered.failure(7), Error::Status(Box::new(expected)));
    }
}

#[test]
fn documented_errors_have_their_body() {
    let error = response(404, "{\"id\":3}").json_failure(|item: Item| item.id);
    let Error::Status(failure) = error else {
        panic!("{error}");
    };
    assert_eq!(failure.body, 3);
    let error = response(404, "{}").json_failure(|item: Item| item.id);
    assert!(matches!(error, Error::Undocumented(_)), "{error}");
}

#[test]
fn errors_tell_status_request_and_wait() {
    let wait = Some(Duration::from_secs(9));
    let mut answered = response(429, "slow down");
    answered.retry_after = wait;
    let failure = answered.failure(());
    let undocumented: Failed = answered.undocumented();
    for error in [&failure, &undocumented] {
        assert_eq!(error.status(), Some(429));
        assert_eq!(error.request_id(), Some("r1"));
        assert_eq!(error.retry_after(), wait);
    }
    let timeout: Failed = Error::Timeout(Duration::from_millis(1500));
    assert_eq!(
        (
            timeout.status(),
            timeout.request_id(),
            timeout.retry_after()
        ),
        (None, None, None)
    );
    let texts = [
        failure.to_string(),
        undocumented.to_string(),
        timeout.to_string(),
        Failed::Connection("reset".to_owned()).to_string(),
        Failed::Unsent("no key".to_owned()).to_string(),
    ];
    assert_eq!(
        texts,
        [
            "the service answered 429: Too Many Requests (request r1)",
            "the service answered 429, which is not documented (Too Many Requests) (request r1)",
            "no answer within 1.5 s",
            "cannot reach the service: reset",
            "the request cannot be made: no key",
        ]
    );
    let Error::Undocumented(undocumented) = undocumented else {
        panic!("{undocumented}");
    };
    let Undocumented { text, .. } = *undocumented;
    assert_eq!(text, "slow down");
}
