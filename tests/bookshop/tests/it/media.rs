use serde_json::{Value, json};

use crate::server::Server;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn read_forms_as_the_values_they_stand_for() {
    let server = Server::start().await;
    let base = json!({ "title": "ab", "count": 2 });
    for (form, added) in [
        ("", json!({})),
        ("price=1.5&gift=true", json!({ "price": 1.5, "gift": true })),
        ("tags=a&tags=b+c", json!({ "tags": ["a", "b c"] })),
        ("tags[]=a&tags%5B%5D=b", json!({ "tags": ["a", "b"] })),
        ("tags[1]=b&tags[0]=a", json!({ "tags": ["a", "b"] })),
        ("tags=one", json!({ "tags": ["one"] })),
        (
            "lines[10][count]=3&lines[9][count]=1",
            json!({ "lines": [{ "count": 1 }, { "count": 3 }] }),
        ),
        (
            "sort=-price&stars=2",
            json!({ "sort": "-price", "stars": 2 }),
        ),
        (
            "extra[a]=1&extra[b]=-2",
            json!({ "extra": { "a": 1, "b": -2 } }),
        ),
        ("extra=%7B%22a%22%3A1%7D", json!({ "extra": { "a": 1 } })),
        ("either=5", json!({ "either": 5 })),
        ("either[a]=5", json!({ "either": { "a": "5" } })),
        (
            "like[title]=cd&like[count]=1",
            json!({ "like": { "title": "cd", "count": 1 } }),
        ),
        ("unknown=1", json!({})),
    ] {
        let body = format!("title=ab&count=2&{form}");
        let answer = server.send("POST /samples/form", &[FORM], &body).await;
        let mut expected = base.clone();
        for (key, value) in added.as_object().into_iter().flatten() {
            expected[key] = value.clone();
        }
        let found = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status, 200, "{body}: {found}");
        assert_eq!(answer.json(), expected, "{body}");
    }
}

#[tokio::test]
async fn refuse_forms_that_do_not_fit() {
    let server = Server::start().await;
    let deep = format!("title=ab&count=1&x{}=1", "[a]".repeat(40));
    for (form, message) in [
        ("title=ab", "count is required"),
        ("title=a&count=1", "title must have at least 2 characters"),
        ("title=ab&count=0", "count must be at least 1"),
        ("title=ab&count=x", "count must be a 32-bit integer"),
        (
            "title=ab&count=3000000000",
            "count must be a 32-bit integer",
        ),
        ("title=ab&title=cd&count=1", "title must be a string"),
        ("title=ab&count=1&gift=yes", "gift must be a boolean"),
        ("title=ab&count=1&price=inf", "price must be a number"),
        ("title=ab&count=1&stars=3", "stars must be one of `1`, `2`"),
        (
            "title=ab&count=1&tags=a&tags=b&tags=c",
            "tags must have at most 2 items",
        ),
        (
            "title=ab&count=1&lines[0][count]=0",
            "lines[0].count must be at least 1",
        ),
        (
            "title=ab&count=1&like[title]=x&like[count]=1",
            "like.title must have at least 2 characters",
        ),
        (deep.as_str(), "x is too deep"),
    ] {
        let answer = server.send("POST /samples/form", &[FORM], form).await;
        answer.assert_problem(400, message);
    }
    let json = [("content-type", "application/json")];
    let answer = server.send("POST /samples/form", &json, "{}").await;
    assert_eq!(answer.status, 415);
}

#[tokio::test]
async fn texts_and_bytes_pass_as_they_are() {
    let server = Server::start().await;
    let text = [("content-type", "text/plain; charset=utf-8")];
    let answer = server.send("POST /samples/text", &text, "h\u{e4}llo").await;
    assert_eq!(
        (answer.status, answer.body.as_ref()),
        (200, "h\u{e4}llo".as_bytes())
    );
    assert_eq!(answer.headers["content-type"], "text/plain");
    let answer = server.send("POST /samples/text", &text, "longer").await;
    answer.assert_problem(400, "The request body must have at most 5 characters");
    assert_eq!(server.send("POST /samples/text", &[], "").await.status, 202);

    let bytes = [("content-type", "application/octet-stream")];
    let answer = server.send("POST /samples/bytes", &bytes, "abc").await;
    assert_eq!(
        (answer.status, answer.body.as_ref()),
        (200, b"abc".as_slice())
    );
    assert_eq!(answer.headers["content-type"], "application/octet-stream");
    assert_eq!(
        server
            .send("POST /samples/bytes", &text, "abc")
            .await
            .status,
        415
    );
}

#[tokio::test]
async fn answers_have_their_headers() {
    let server = Server::start().await;
    let bytes = [("content-type", "application/octet-stream")];
    let answer = server.send("POST /samples/bytes", &bytes, "abc").await;
    assert_eq!(answer.headers["x-count"], "3");
    assert_eq!(answer.headers["x-labels"], "a,b");
    assert_eq!(answer.headers["x-sort"], "-price");
    let answer = server.send("POST /samples/bytes", &bytes, "a").await;
    assert!(!answer.headers.contains_key("x-sort"));
    let answer = server.send("POST /samples/bytes", &bytes, "later").await;
    assert_eq!((answer.status, answer.body.as_ref()), (202, b"".as_slice()));
    assert_eq!(answer.headers["retry-after"], "7");
}

#[tokio::test]
async fn objects_in_the_query() {
    let server = Server::start().await;
    for (query, name, part) in [
        ("price[least]=2", "price", "least: 2"),
        ("price[least]=2", "page", "None"),
        (
            "price[least]=2&price[currencies]=EUR&price[currencies]=USD",
            "price",
            r#"["EUR", "USD"]"#,
        ),
        (
            "price[least]=2&price[currencies][0]=EUR",
            "price",
            r#"["EUR"]"#,
        ),
        (
            "price[least]=2&size=7",
            "page",
            "number: None, size: Some(7)",
        ),
        ("price[least]=2&created=now", "created", "Now"),
        ("price[least]=2&created=9", "created", "Integer(9)"),
        ("price[least]=2&created[after]=9", "created", "after: 9"),
    ] {
        let answer = server
            .ask(&format!("GET /samples/search?{query}"), &[])
            .await;
        let found: Value = answer.json();
        let text = found[name].as_str().unwrap_or_default();
        assert!(text.contains(part), "{query}: {found}");
    }
    for (query, message) in [
        ("size=1", "price is required"),
        ("price=2", "price must be an object"),
        ("price[least]=x", "price.least must be a 64-bit integer"),
        ("price[least]=0", "price.least must be at least 1"),
        ("price[least]=1&price[most]=2", "price.most is not allowed"),
        ("price[least]=1&size=51", "page.size must be at most 50"),
    ] {
        let answer = server
            .ask(&format!("GET /samples/search?{query}"), &[])
            .await;
        answer.assert_problem(400, message);
    }
}

#[tokio::test]
async fn all_of_authorization_is_a_key() {
    let server = Server::start().await;
    for (sent, presented) in [("good", "plainKey"), ("Bearer good", "plainKey|session")] {
        let answer = server
            .ask("GET /samples/key", &[("authorization", sent)])
            .await;
        assert_eq!(answer.json()["name"], presented);
    }
    for (sent, status) in [("", 401), ("Token good", 403), ("bad", 403)] {
        let answer = server
            .ask("GET /samples/key", &[("authorization", sent)])
            .await;
        assert_eq!(answer.status, status, "{sent}");
    }
}
