use axum::http::HeaderName;

use super::request::{head, head_with_bytes};
use crate::operation::{Operation, Requirement};
use crate::rejection::Rejection;
use crate::security::{authorization, cookie, header, present, query};
use crate::{CredentialProblem, Scheme};

const fn of(scheme: Scheme) -> Requirement {
    Requirement {
        scheme,
        scopes: &[],
    }
}

const fn operation(security: &'static [&'static [Requirement]]) -> Operation {
    Operation {
        id: "a",
        method: "GET",
        path: "/",
        security,
    }
}

/// Two keys together, or a token with a scope, or nothing.
static SEVERAL: Operation = operation(&[
    &[of(Scheme::Key), of(Scheme::Query)],
    &[Requirement {
        scheme: Scheme::Bearer,
        scopes: &["read"],
    }],
    &[of(Scheme::Cookie)],
]);
/// All of `Authorization`, or what is behind its first word.
static PLAIN: Operation = operation(&[&[of(Scheme::Basic)], &[of(Scheme::Plain)]]);

/// What is presented: `scheme=text(scopes)`, alternatives with a bar between.
fn presented(operation: &'static Operation, uri: &str, headers: &[(&str, &str)]) -> String {
    let head = head(uri, headers);
    let Some(presented) = present(operation, &head).unwrap() else {
        return "nothing".to_owned();
    };
    let alternatives = presented.alternatives().map(|alternative| {
        let texts = alternative.iter().map(|credential| {
            let text = credential.secret.expose();
            format!(
                "{:?}={text}({})",
                credential.scheme,
                credential.scopes.concat()
            )
        });
        texts.collect::<Vec<_>>().join("+")
    });
    alternatives.collect::<Vec<_>>().join("|")
}

#[test]
fn alternatives_that_are_satisfied_are_presented() {
    let key = ("x-key", "k");
    let bearer = ("authorization", "Bearer  t");
    for (uri, headers, expected) in [
        ("/", vec![], "nothing"),
        ("/", vec![key], "nothing"),
        ("/?key=q", vec![key], "Key=k()+Query=q()"),
        ("/", vec![bearer], "Bearer=t(read)"),
        (
            "/?key=q%20",
            vec![key, bearer, ("cookie", "key=c")],
            "Key=k()+Query=q ()|Bearer=t(read)|Cookie=c()",
        ),
        ("/?key=q", vec![("x-key", "")], "nothing"),
        ("/", vec![("authorization", "Basic b")], "nothing"),
    ] {
        assert_eq!(
            presented(&SEVERAL, uri, &headers),
            expected,
            "{uri} {headers:?}"
        );
    }
}

#[test]
fn one_credential_is_the_only_one() {
    let only = |uri, headers: &[(&str, &str)]| {
        let head = head(uri, headers);
        let presented = present(&SEVERAL, &head).unwrap().unwrap();
        presented.only().map(|credential| credential.scheme)
    };
    assert_eq!(only("/", &[("cookie", "key=c")]), Some(Scheme::Cookie));
    assert_eq!(only("/?key=q", &[("x-key", "k")]), None);
    assert_eq!(
        only("/", &[("cookie", "key=c"), ("authorization", "Bearer t")]),
        None
    );
}

#[test]
fn what_cannot_be_read_refuses_whatever_else_is_there() {
    let unreadable = CredentialProblem::Unreadable {
        header: "authorization",
    };
    let head = head("/", &[("authorization", "Digest a"), ("cookie", "key=c")]);
    let refused = Rejection::Credentials {
        problem: unreadable,
        others: true,
    };
    assert_eq!(present(&SEVERAL, &head).unwrap_err(), refused);
}

#[test]
fn all_of_authorization_may_be_a_key() {
    let key = |text| presented(&PLAIN, "/", &[("authorization", text)]);
    assert_eq!(key("anything"), "Plain=anything()");
    assert_eq!(key("Basic YTpi"), "Basic=YTpi()|Plain=Basic YTpi()");
    let two = head("/", &[("authorization", "a"), ("authorization", "b")]);
    let problem = CredentialProblem::Repeated {
        header: "authorization",
    };
    let refused = Rejection::Credentials {
        problem,
        others: false,
    };
    assert_eq!(present(&PLAIN, &two).unwrap_err(), refused);
}

#[test]
fn basic_credentials_are_a_user_and_a_password() {
    let basic = |text: &str| {
        let head = head("/", &[("authorization", &format!("basic {text}"))]);
        let presented = present(&PLAIN, &head).unwrap().unwrap();
        let credential = presented.alternatives().next().unwrap()[0].clone();
        assert_eq!(format!("{:?}", credential.secret), "Secret(..)");
        credential.secret.basic()
    };
    assert_eq!(basic("bWU6YTpi"), Some(("me".to_owned(), "a:b".to_owned())));
    for text in ["bWU", "bWU=", "/zo="] {
        assert_eq!(basic(text), None, "{text}");
    }
}

#[test]
fn readers_refuse_what_is_there_twice_or_no_text() {
    static NAME: HeaderName = HeaderName::from_static("x-a");
    let repeated = |header| Err(CredentialProblem::Repeated { header });
    let unreadable = |header| Err(CredentialProblem::Unreadable { header });
    let two = head(
        "/?a=1&a=2&b=&c",
        &[
            ("x-a", "1"),
            ("x-a", "2"),
            ("cookie", "a=1; b="),
            ("cookie", "a=2"),
        ],
    );
    assert_eq!(header(&two, &NAME), repeated("x-a"));
    assert_eq!(query(&two, "a"), repeated("a"));
    assert_eq!(cookie(&two, "a"), repeated("a"));
    assert_eq!(
        (query(&two, "b"), query(&two, "c"), cookie(&two, "b")),
        (Ok(None), Ok(None), Ok(None))
    );
    assert_eq!(
        header(&head_with_bytes("x-a", b"\xff"), &NAME),
        unreadable("x-a")
    );
    assert_eq!(
        cookie(&head_with_bytes("cookie", b"\xff"), "a"),
        unreadable("cookie")
    );
    assert_eq!(header(&head("/", &[("x-a", "  ")]), &NAME), Ok(None));
    let word =
        |text| authorization(&head("/", &[("authorization", text)]), "a", &["a", "b"]).map(|_| ());
    assert_eq!((word("a t"), word("B t")), (Ok(()), Ok(())));
    for unknown in ["c t", "a"] {
        let problem = CredentialProblem::Unreadable {
            header: "authorization",
        };
        assert_eq!(word(unknown), Err(problem));
    }
}
