use accounts_tests::{GOOD_BODY, Installation, PORTAL, RawAnswer, Service};
use serde_json::Value;

/// What is sent on a new connection, and what has to come back.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// `{key}` stands for a good key.
    pub(crate) sent: Vec<u8>,
    pub(crate) answers: &'static [Expected],
    pub(crate) then: Then,
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A portal session.
    Session,
    /// An error in the contract's form, with this status.
    Error(u16),
    /// What the HTTP library says while it reads the head: a status and nothing else.
    Bare(u16),
    /// An empty answer of ours.
    Empty(u16),
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// It takes a further request.
    Open,
    /// The server hangs up.
    Closed,
}

/// A case with this request.
pub(crate) fn case(
    name: &'static str,
    sent: impl Into<Vec<u8>>,
    answers: &'static [Expected],
    then: Then,
) -> Case {
    Case {
        name,
        sent: sent.into(),
        answers,
        then,
    }
}

/// A request to the operation with these further header lines, each with its line end.
pub(crate) fn post(lines: &str, body: &str) -> String {
    format!("POST {PORTAL} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n{body}")
}

/// The header lines of a good request: key, type and length.
pub(crate) fn good_lines() -> String {
    format!("x-api-key: {{key}}\r\n{}", stranger_lines())
}

/// The same without the key.
pub(crate) fn stranger_lines() -> String {
    format!(
        "Content-Type: application/json\r\nContent-Length: {}\r\n",
        GOOD_BODY.len()
    )
}

/// A good request.
pub(crate) fn good() -> String {
    post(&good_lines(), GOOD_BODY)
}

/// A good body, in one chunk.
pub(crate) fn chunked() -> String {
    format!("{:x}\r\n{GOOD_BODY}\r\n0\r\n\r\n", GOOD_BODY.len())
}

/// Runs cases against one server, which has to answer a good request after each.
pub(crate) async fn run(cases: Vec<Case>) {
    let service = Installation::new().serve();
    let key = service.key();
    let mut wrong = Vec::new();
    for case in &cases {
        // On a thread of its own: a case that fails does not keep the others from being seen.
        let outcome = std::thread::scope(|scope| scope.spawn(|| play(&service, &key, case)).join());
        if let Err(panic) = outcome {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref().copied());
            wrong.push(format!("{}: {}", case.name, text.unwrap_or("(no message)")));
        }
        service.client().good(&key).send().await.portal();
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn play(service: &Service, key: &str, case: &Case) {
    let mut connection = service.connect();
    connection.write(&with_key(&case.sent, key));
    for expected in case.answers {
        let answer = connection.answer();
        assert_answer(&answer.expect("an answer"), *expected);
    }
    match case.then {
        Then::Closed => connection.assert_closed(),
        Then::Open => {
            connection.write(&with_key(good().as_bytes(), key));
            assert_answer(
                &connection.answer().expect("a further answer"),
                Expected::Session,
            );
        }
    }
}

#[track_caller]
pub(crate) fn assert_answer(answer: &RawAnswer, expected: Expected) {
    let body = String::from_utf8_lossy(&answer.body);
    let shown = format!("{} {body:?}, not {expected:?}", answer.status);
    let (status, ours) = match expected {
        Expected::Session => (200, true),
        Expected::Error(status) | Expected::Empty(status) => (status, true),
        Expected::Bare(status) => (status, false),
    };
    assert_eq!(answer.status, status, "{shown}");
    assert_eq!(answer.header("x-request-id").is_some(), ours, "{shown}");
    assert_eq!(
        answer.header("access-control-allow-origin").is_some(),
        ours,
        "{shown}"
    );
    assert_eq!(
        answer.header("www-authenticate").is_some(),
        status == 401,
        "{shown}"
    );
    match expected {
        Expected::Bare(_) | Expected::Empty(_) => assert!(body.is_empty(), "{shown}"),
        Expected::Session | Expected::Error(_) => {
            assert_eq!(
                answer.header("content-type"),
                Some("application/json"),
                "{shown}"
            );
            let value: Value = serde_json::from_slice(&answer.body).expect(&shown);
            let mut keys = value.as_object().expect(&shown).keys().map(String::as_str);
            let expected: &[&str] = if status == 200 {
                &["id", "url"]
            } else {
                &["error"]
            };
            assert!(keys.by_ref().eq(expected.iter().copied()), "{shown}");
        }
    }
}

/// Puts a key where `{key}` stands.
pub(crate) fn with_key(text: &[u8], key: &str) -> Vec<u8> {
    const PLACE: &[u8] = b"{key}";
    let mut text = text.to_vec();
    while let Some(at) = text.windows(PLACE.len()).position(|window| window == PLACE) {
        text.splice(at..at + PLACE.len(), key.bytes());
    }
    text
}
