//! Placeholders that are parts of segments, and paths that differ in the names of placeholders only.

use serde_json::json;

use crate::server::Server;

#[tokio::test]
async fn are_told_apart_by_their_literals() {
    let server = Server::start().await;
    for (line, expected) in [
        ("GET /paths/latest", json!({ "operation": "latest" })),
        (
            "GET /paths/late",
            json!({ "operation": "name", "name": "late" }),
        ),
        (
            "GET /paths/a.json",
            json!({ "operation": "json", "name": "a" }),
        ),
        (
            "GET /paths/a%2Fb%3A.json",
            json!({ "operation": "json", "name": "a/b:" }),
        ),
        (
            "GET /paths/a+b.json",
            json!({ "operation": "json", "name": "a+b" }),
        ),
        (
            "GET /paths/a.b.json",
            json!({ "operation": "kind", "name": "a", "kind": "b" }),
        ),
        (
            "GET /paths/a.b.c.json",
            json!({ "operation": "kind", "name": "a", "kind": "b.c" }),
        ),
        (
            "GET /paths/a%2Eb.json",
            json!({ "operation": "json", "name": "a.b" }),
        ),
        (
            "GET /paths/.json",
            json!({ "operation": "name", "name": ".json" }),
        ),
        (
            "GET /paths/1-to-2.csv",
            json!({ "operation": "range", "from": "1", "until": "2" }),
        ),
        (
            "GET /paths/1%2Dto-to-2.csv.csv",
            json!({ "operation": "range", "from": "1-to", "until": "2.csv" }),
        ),
        (
            "GET /paths/1-2.csv",
            json!({ "operation": "name", "name": "1-2.csv" }),
        ),
        (
            "POST /paths/a%3Ab:cancel",
            json!({ "operation": "cancel", "name": "a:b" }),
        ),
        (
            "GET /paths/a%3Acancel",
            json!({ "operation": "name", "name": "a:cancel" }),
        ),
        (
            "GET /paths/a,b%2Cc:all",
            json!({ "operation": "all", "names": "a|b,c" }),
        ),
        (
            "PUT /paths/7",
            json!({ "operation": "number", "number": "7" }),
        ),
        ("GET /paths/7", json!({ "operation": "name", "name": "7" })),
        (
            "GET /paths/a.json/part",
            json!({ "operation": "part", "name": "a" }),
        ),
        (
            "GET /paths/a/part",
            json!({ "operation": "shelf", "shelf": "paths", "name": "a" }),
        ),
        (
            "GET /b/a.json/part",
            json!({ "operation": "shelf", "shelf": "b", "name": "a.json" }),
        ),
        (
            "GET /paths/a%20/again/%61%20",
            json!({ "operation": "again", "name": "a " }),
        ),
        ("GET /paths/:literal", json!({ "operation": "literal" })),
        (
            "GET /paths/:literally",
            json!({ "operation": "name", "name": ":literally" }),
        ),
    ] {
        let answer = server.ask(line, &[]).await;
        assert_eq!(answer.status, 200, "{line}");
        assert_eq!(answer.json(), expected, "{line}");
    }
}

#[tokio::test]
async fn that_fit_nothing_are_unknown() {
    let server = Server::start().await;
    for path in ["/paths/", "/paths/a/again/b", "/paths/a/b", "/paths//part"] {
        server
            .ask(&format!("GET {path}"), &[])
            .await
            .assert_problem(404, "Unknown path");
    }
    for (line, message) in [
        (
            "GET /paths/%ff.json",
            "The path must be percent-encoded UTF-8",
        ),
        ("PUT /paths/a", "number must be a 64-bit integer"),
        ("PUT /paths/0", "number must be at least 1"),
    ] {
        server.ask(line, &[]).await.assert_problem(400, message);
    }
}

#[tokio::test]
async fn take_the_methods_of_their_own() {
    let server = Server::start().await;
    for (path, allowed) in [
        ("/paths/a.json", "GET, HEAD"),
        ("/paths/a:cancel", "POST"),
        ("/paths/a", "GET, HEAD, PUT"),
        ("/paths/latest", "GET, HEAD"),
        ("/paths/a.json/part", "GET, HEAD"),
    ] {
        for method in ["DELETE", "OPTIONS"] {
            let answer = server.ask(&format!("{method} {path}"), &[]).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.headers["allow"], allowed, "{method} {path}");
        }
    }
    for path in ["/paths/a.json", "/paths/a"] {
        let answer = server.ask(&format!("HEAD {path}"), &[]).await;
        assert_eq!((answer.status, answer.body.len()), (200, 0), "{path}");
    }
    let answer = server.ask("GET /paths/a:cancel", &[]).await;
    assert_eq!(answer.headers["allow"], "POST");
}
