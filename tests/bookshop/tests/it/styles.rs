//! Values of several parts in one text, in each place and style.

use serde_json::{Value, json};

use crate::server::Server;

async fn understood(line: &str, headers: &[(&str, &str)], expected: Value) {
    let server = Server::start().await;
    let answer = server.ask(line, headers).await;
    let found = String::from_utf8_lossy(&answer.body).into_owned();
    assert_eq!(answer.status, 200, "{line} {headers:?}: {found}");
    assert_eq!(answer.json(), expected, "{line} {headers:?}");
}

async fn refused(line: &str, headers: &[(&str, &str)], field: &str) {
    let server = Server::start().await;
    let answer = server.ask(line, headers).await;
    let found = answer.json();
    let message = found["message"].as_str().expect("a message");
    assert_eq!(answer.status, 400, "{line}: {message}");
    let named = message.strip_prefix(field);
    assert!(
        named.is_some_and(|rest| rest.starts_with(' ')),
        "{line}: {message}"
    );
}

#[tokio::test]
async fn of_the_path_hold_objects_and_unions() {
    let nested = "%7B%22parts%22%3A%5B%7B%22a%22%3A%22x%2By%22%7D%5D%7D";
    let understood_nested = json!({ "parts": [{ "a": "x+y" }] });
    for (path, part, pairs, either) in [
        (
            "a,x/a=x/7",
            json!({ "a": "x" }),
            json!({ "a": "x" }),
            json!(7),
        ),
        (
            "b%3D,9,a,x%2Cy+/b%3D=9,a=x%2Cy%3D/u,v%2Cw",
            json!({ "a": "x,y+", "b=": 9 }),
            json!({ "a": "x,y=", "b=": 9 }),
            json!(["u", "v,w"]),
        ),
    ] {
        let expected =
            json!({ "part": part, "pairs": pairs, "either": either, "nested": understood_nested });
        understood(&format!("GET /styles/{path}/{nested}"), &[], expected).await;
    }
    for (path, field) in [
        ("a/a=x/7", "part"),
        ("a,x,b%3D/a=x/7", "part"),
        ("a,x,a,y/a=x/7", "part.a"),
        ("a,x,b%3D,10/a=x/7", "part.b="),
        ("a,x/b%3D=1/7", "pairs.a"),
        ("a,x/a=x/b", "either"),
    ] {
        refused(&format!("GET /styles/{path}/{nested}"), &[], field).await;
    }
    refused("GET /styles/a,x/a=x/7/%7B%7D", &[], "nested.parts").await;
    refused("GET /styles/a,x/a=x/7/x", &[], "nested").await;
}

#[tokio::test]
async fn of_the_path_begin_with_dots_and_names() {
    let line = "GET /styles/label/.a.b/.a.b,c%2C/.a.b%2Ec/.a=%2Ejson.b%3D=2.json";
    let pairs = json!({ "a": ".json", "b=": 2 });
    let expected =
        json!({ "word": "a.b", "list": ["a.b", "c,"], "items": ["a", "b.c"], "pairs": pairs });
    understood(line, &[], expected).await;
    refused("GET /styles/label/a/.b/.c/.a=d.json", &[], "word").await;
    let line =
        "GET /styles/matrix/;word=a%3Bb=/;list=a,b%2C/;items=a;items=b%3B/;part=a,x/;b%3D=2;a=;";
    let expected = json!({
        "word": "a;b=", "list": ["a", "b,"], "items": ["a", "b;"],
        "part": { "a": "x" }, "pairs": { "a": "", "b=": 2 },
    });
    understood(line, &[], expected).await;
    let line = "GET /styles/matrix/;word/;list=/;items=/;part=a,x/;a=";
    let expected = json!({
        "word": "", "list": [], "items": [""], "part": { "a": "x" }, "pairs": { "a": "" },
    });
    understood(line, &[], expected).await;
    let line = "GET /styles/matrix/;words=a/;list=a/;items=a/;part=a,x/;a=";
    refused(line, &[], "word").await;
}

#[tokio::test]
async fn of_the_query_are_one_parameter() {
    let line = "GET /styles/query?part=a,x%2Cy+z,b%3D,1&pairs=a%7Cu,v&either=1,b%2C&word=a:/?@,;=+b&list=a,b&list=c";
    let expected = json!({
        "part": { "a": "x,y z", "b=": 1 }, "pairs": { "a": "u,v" }, "either": ["1", "b,"],
        "word": "a:/?@,;= b", "list": ["a,b", "c"],
    });
    understood(line, &[], expected).await;
    let line = "GET /styles/query?either=5&nested=%7B%22parts%22:[],%22note%22:%22a+b%22%7D";
    let expected = json!({ "either": 5, "nested": { "parts": [], "note": "a b" } });
    understood(line, &[], expected).await;
    understood("GET /styles/query", &[], json!({})).await;
    refused("GET /styles/query?part=a,x&part=a,y", &[], "part").await;
}

#[tokio::test]
async fn of_headers_keep_their_texts() {
    let line = "GET /styles/header";
    let headers = [
        ("x-part", "a, x%2Cy+%20z , b=,1"),
        ("x-pairs", "a=u=v,b%3D=2"),
        ("x-either", "1, b%2C"),
        ("x-nested", r#"{"parts": [{"a": "x, \u00fc+"}]}"#),
        ("x-word", "true"),
    ];
    let expected = json!({
        "part": { "a": "x,y+ z", "b=": 1 }, "pairs": { "a": "u=v", "b=": 2 }, "either": ["1", "b,"],
        "nested": { "parts": [{ "a": "x, \u{fc}+" }] }, "word": "Boolean(true)",
    });
    understood(line, &headers, expected).await;
    let headers = [("x-either", "1"), ("x-part", "a"), ("x-part", "x")];
    let expected = json!({ "part": { "a": "x" }, "either": 1 });
    understood(line, &headers, expected).await;
    refused(line, &[("x-word", "a")], "X-Word").await;
}

#[tokio::test]
async fn of_cookies_are_encoded() {
    let line = "GET /styles/cookie";
    let cookies = "items=a%3B; items=b&items=c+d; list=a%2C,b; part=a,x; crumb-1=a%20b; crumb-2=7; either=1,2; nested=%7B%22parts%22%3A%5B%5D%7D";
    let expected = json!({
        "items": ["a;", "b", "c+d"], "list": ["a,", "b"], "part": { "a": "x" },
        "crumbs": { "crumb-1": "a b", "crumb-2": 7 }, "either": ["1", "2"], "nested": { "parts": [] },
    });
    understood(line, &[("cookie", cookies)], expected).await;
    refused(line, &[("cookie", "crumb-2=7")], "crumb-1").await;
    understood(line, &[], json!({})).await;
}
