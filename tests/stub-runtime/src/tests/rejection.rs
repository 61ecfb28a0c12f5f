use axum::http::StatusCode;

use crate::{CredentialProblem, Rejection, Violation};

fn violation(field: &str) -> Violation {
    Violation {
        field: field.to_owned(),
        problem: "is required".to_owned(),
    }
}

#[test]
fn each_has_its_status_and_its_text() {
    let credentials = |problem| Rejection::Credentials {
        problem,
        others: false,
    };
    for (rejection, status, text) in [
        (Rejection::UnknownPath, 404, "Unknown path"),
        (
            Rejection::MethodNotAllowed { allow: "GET" },
            405,
            "Method not allowed; this path takes GET",
        ),
        (Rejection::NO_CREDENTIALS, 401, "Credentials are required"),
        (
            credentials(CredentialProblem::Repeated { header: "a" }),
            401,
            "a must be sent once",
        ),
        (
            credentials(CredentialProblem::Unreadable { header: "a" }),
            401,
            "a cannot be read",
        ),
        (Rejection::Parameter(violation("a")), 400, "a is required"),
        (Rejection::BodyMissing, 400, "A request body is required"),
        (
            Rejection::BodyUnreadable,
            400,
            "The request body could not be read to its end",
        ),
        (
            Rejection::BodyTimeout,
            408,
            "The request body took too long to arrive",
        ),
        (
            Rejection::BodyTooLarge { limit_bytes: 9 },
            413,
            "The request body is larger than 9 bytes",
        ),
        (
            Rejection::MediaType { expected: "a/b" },
            415,
            "Content-Type must be a/b",
        ),
        (
            Rejection::NotAcceptable {
                offered: vec!["a/b", "a/c"],
            },
            406,
            "Accept must allow one of a/b, a/c",
        ),
        (
            Rejection::Syntax {
                problem: "p".to_owned(),
            },
            400,
            "The request body is not valid JSON: p",
        ),
        (
            Rejection::Body(violation("")),
            400,
            "The request body is required",
        ),
        (Rejection::Internal, 500, "Internal server error"),
    ] {
        assert_eq!(rejection.status(), StatusCode::from_u16(status).unwrap());
        assert_eq!(rejection.to_string(), text);
    }
}

#[test]
fn a_violation_is_named_from_outside() {
    for (inner, outer, expected) in [
        ("a", "b", "b.a"),
        ("[1]", "b", "b[1]"),
        ("", "b", "b"),
        ("a", "", "a"),
        ("", "", ""),
    ] {
        assert_eq!(violation(inner).inside(outer).field, expected);
    }
}
