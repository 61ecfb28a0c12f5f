use serde_json::{Value, json};

use crate::sample::{Expected, Other, Refused, Same, send_each};
use crate::server::Server;

async fn send(cases: Vec<(&str, Value, Expected)>) {
    send_each("/samples/objects", "application/json", json!({}), cases).await;
}

#[tokio::test]
async fn send_objects_that_hold_themselves() {
    send(vec![
        ("shelf", json!({ "name": "a", "parent": { "name": "b", "parent": { "name": "c" } } }), Same),
        ("shelf", json!({ "name": "a", "shelves": [{ "name": "b" }], "by-name": { "x": { "name": "c" } } }), Same),
        ("shelf", json!({ "name": "a", "parent": { "name": "" } }), Refused("shelf.parent.name must have at least 1 character")),
        ("shelf", json!({ "name": "a", "shelves": [{ "name": "b" }, { "name": "" }] }), Refused("shelf.shelves[1].name must have at least 1 character")),
        ("shelf", json!({ "name": "a", "by-name": { "x": { "name": "" } } }), Refused("shelf.by-name.x.name must have at least 1 character")),
        ("shelf", json!({ "name": "a", "by-name": { "x": {} } }), Refused("shelf.by-name.x.name is required")),
    ])
    .await;
}

#[tokio::test]
async fn send_what_all_parts_say() {
    send(vec![
        (
            "novel",
            json!({ "title": "ab", "pages": 1, "author": "A" }),
            Same,
        ),
        (
            "novel",
            json!({ "title": "a", "pages": 1, "author": "A" }),
            Refused("novel.title must have 2 to 9 characters"),
        ),
        (
            "novel",
            json!({ "title": "1234567890", "pages": 1, "author": "A" }),
            Refused("novel.title must have 2 to 9 characters"),
        ),
        (
            "novel",
            json!({ "title": "ab", "pages": 0, "author": "A" }),
            Refused("novel.pages must be from 1 to 2000"),
        ),
        (
            "novel",
            json!({ "title": "ab", "pages": 2001, "author": "A" }),
            Refused("novel.pages must be from 1 to 2000"),
        ),
        (
            "novel",
            json!({ "title": "ab", "pages": 1 }),
            Refused("novel.author is required"),
        ),
        (
            "novel",
            json!({ "title": "ab", "author": "A" }),
            Refused("novel.pages is required"),
        ),
        (
            "novel",
            json!({ "pages": 1, "author": "A" }),
            Refused("novel.title is required"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_properties_without_a_name() {
    send(vec![
        ("counted", json!({ "a": "x", "z": [1] }), Same),
        (
            "counted",
            json!({ "a": "x" }),
            Refused("counted must have 2 to 3 properties"),
        ),
        (
            "counted",
            json!({ "a": "x", "b": "x", "c": 1, "d": 1 }),
            Refused("counted must have 2 to 3 properties"),
        ),
        ("typed", json!({ "name": "a", "x": 1 }), Same),
        (
            "typed",
            json!({ "name": "a", "x": 0 }),
            Refused("typed.x must be at least 1"),
        ),
        (
            "typed",
            json!({ "name": "a", "x": "1" }),
            Refused("typed.x must be a 64-bit integer"),
        ),
        (
            "typed",
            json!({ "x": 1 }),
            Refused("typed.name is required"),
        ),
        ("typed", json!([]), Refused("typed must be an object")),
        ("closed", json!({}), Same),
        (
            "closed",
            json!({ "a": 1 }),
            Refused("closed.a is not allowed"),
        ),
        ("undescribed", json!({ "a": "x", "b": null }), Same),
        (
            "undescribed",
            json!({ "b": [1] }),
            Refused("undescribed.a is required"),
        ),
        (
            "undescribed",
            json!({ "a": "x" }),
            Refused("undescribed.b is required"),
        ),
        (
            "implied",
            json!({ "a": "ab", "b": 1 }),
            Other(json!({ "a": "ab" })),
        ),
        (
            "implied",
            json!({ "a": "a" }),
            Refused("implied.a must have at least 2 characters"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_properties_that_go_together() {
    send(vec![
        ("contact", json!({ "mail": "a" }), Same),
        ("contact", json!({ "phone": "1", "fax": "2" }), Same),
        (
            "contact",
            json!({ "fax": "2" }),
            Refused("contact must have mail, or phone"),
        ),
        (
            "contact",
            json!({ "mail": "a", "fax": "2" }),
            Refused("contact must not have mail with fax"),
        ),
        ("single", json!({ "one": 1 }), Same),
        ("single", json!({ "two": 2 }), Same),
        (
            "single",
            json!({}),
            Refused("single must have exactly one of one, or two"),
        ),
        (
            "single",
            json!({ "one": 1, "two": 2 }),
            Refused("single must have exactly one of one, or two"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_names_that_rust_has_for_itself() {
    let base = json!({ "type": "t", "self": "s" });
    let cases = vec![
        ("Self", json!("a"), Same),
        ("crate", json!("a"), Same),
        ("2nd", json!("a"), Same),
        // Neither a comment nor a string of the generated code ends where a name does.
        (
            "end\n*/ } \"\"\" ` \u{202e}",
            json!("end\n*/ } \"\"\" ` \u{202e}"),
            Same,
        ),
        ("", json!("a"), Same),
        ("$ref-like", json!("a"), Same),
        ("return-url", json!("ab"), Same),
        (
            "return-url",
            json!("a"),
            Refused("return-url must have at least 2 characters"),
        ),
        (
            "returnUrl",
            json!("ab"),
            Refused("returnUrl must have at least 3 characters"),
        ),
        ("Option", json!({ "Vec": "a" }), Same),
        (
            "Option",
            json!({ "Vec": 1 }),
            Refused("Option.Vec must be a string"),
        ),
        ("result", json!(""), Same),
        ("result", json!("-1"), Same),
        ("result", json!("Self"), Same),
        (
            "result",
            json!("2"),
            Refused("result must be one of ``, ` `, `+1`, `-1`, `1`, `self`, `Self`"),
        ),
        ("Result", json!({ "ok": true }), Same),
    ];
    send_each("/samples/names", "application/json", base, cases).await;
}

#[tokio::test]
async fn send_what_goes_one_way_only() {
    let server = Server::start().await;
    let line = "POST /samples/ways";
    let answer = server
        .send_json(line, &[], r#"{"name":"a","password":"12345"}"#)
        .await;
    assert_eq!(answer.json(), json!({ "name": "a", "id": "5" }));
    let answer = server.send_json(line, &[], r#"{"name":"a"}"#).await;
    answer.assert_problem(400, "password is required");
    let answer = server
        .send_json(line, &[], r#"{"name":"a","password":"123"}"#)
        .await;
    answer.assert_problem(400, "password must have at least 4 characters");
}

#[tokio::test]
async fn send_a_list_null_or_nothing() {
    let server = Server::start().await;
    let line = "POST /samples/list";
    for body in ["[1,2]", "[]", "null"] {
        let answer = server.send_json(line, &[], body).await;
        assert_eq!(
            (answer.status, answer.json().to_string()),
            (200, body.to_owned())
        );
    }
    assert_eq!(server.send_json(line, &[], "").await.status, 204);
    for (body, message) in [
        ("[1,2,3]", "The request body must have at most 2 items"),
        ("[1,0]", "[1] must be at least 1"),
        ("{}", "The request body must be an array"),
    ] {
        server
            .send_json(line, &[], body)
            .await
            .assert_problem(400, message);
    }
}
