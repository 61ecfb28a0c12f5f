//! Lists in one text: what separates items, and what belongs to them.

use serde_json::{Value, json};

use crate::server::Server;

#[tokio::test]
async fn hold_encoded_commas() {
    let server = Server::start().await;
    for (target, headers, expected) in [
        (
            "a%2Cb,c?names=Smith%2C%20J,Doe",
            None,
            json!({ "ids": ["a,b", "c"], "names": ["Smith, J", "Doe"] }),
        ),
        ("a%2cb", None, json!({ "ids": ["a,b"] })),
        ("a%2Fb,c%252C", None, json!({ "ids": ["a/b", "c%2C"] })),
        ("a+b,%2B", None, json!({ "ids": ["a+b", "+"] })),
        ("a,,b", None, json!({ "ids": ["a", "", "b"] })),
        ("%C3%BC", None, json!({ "ids": ["\u{fc}"] })),
        ("x?names=", None, json!({ "ids": ["x"], "names": [] })),
        (
            "x?names=,",
            None,
            json!({ "ids": ["x"], "names": ["", ""] }),
        ),
        (
            "x?names=a+b,c%2Bd,e%26f=g",
            None,
            json!({ "ids": ["x"], "names": ["a b", "c+d", "e&f=g"] }),
        ),
        (
            "x?n%61mes=a%2Cb",
            None,
            json!({ "ids": ["x"], "names": ["a,b"] }),
        ),
        // An encoded bar or blank separates all the same: no URI holds them as they are.
        (
            "x?bars=a%7Cb%2Cc",
            None,
            json!({ "ids": ["x"], "bars": ["a", "b,c"] }),
        ),
        (
            "x?words=a%20b+c,d",
            None,
            json!({ "ids": ["x"], "words": ["a", "b", "c,d"] }),
        ),
        (
            "x",
            Some("a%2Cb, c"),
            json!({ "ids": ["x"], "headed": ["a,b", "c"] }),
        ),
        (
            "x",
            Some("a+b,100%,%252C"),
            json!({ "ids": ["x"], "headed": ["a+b", "100%", "%2C"] }),
        ),
        (
            "x",
            Some("%20a%20,,b"),
            json!({ "ids": ["x"], "headed": [" a ", "b"] }),
        ),
    ] {
        let headers: Vec<(&str, &str)> =
            headers.map(|text| ("x-items", text)).into_iter().collect();
        let answer = server
            .ask(&format!("GET /wire/items/{target}"), &headers)
            .await;
        let found: Value = answer.json();
        assert_eq!(found, expected, "{target} {headers:?}");
    }
}

#[tokio::test]
async fn of_headers_that_are_answered() {
    let server = Server::start().await;
    let answer = server.ask("GET /wire/report", &[]).await;
    assert_eq!(answer.headers["x-items"], "a%2Cb,c");
}
