use crate::server::{BOOK, Server};

#[tokio::test]
async fn call_other_methods_allow_lists_all() {
    let server = Server::start().await;
    for (path, allowed) in [
        ("/books", &["GET", "HEAD", "POST"][..]),
        (BOOK, &["DELETE", "GET", "HEAD"]),
        ("/books/id", &["GET", "HEAD"]),
        ("/orders/a", &["POST"]),
    ] {
        for method in ["PUT", "PATCH", "TRACE", "ODD"] {
            let answer = server.ask(&format!("{method} {path}"), &[]).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            let allow = answer.headers.get("allow").expect("Allow");
            let mut listed: Vec<_> = allow.to_str().expect("ASCII").split(", ").collect();
            listed.sort_unstable();
            assert_eq!(listed, allowed, "{method} {path}");
            let message = answer.json()["message"]
                .as_str()
                .expect("a text")
                .to_owned();
            assert!(message.starts_with("Method not allowed"), "{message}");
        }
    }
}

#[tokio::test]
async fn call_unknown_path() {
    let server = Server::start().await;
    for path in ["/", "/book", "/books/", "/books/a/b", "/Books"] {
        server
            .ask(&format!("GET {path}"), &[])
            .await
            .assert_problem(404, "Unknown path");
    }
}

/// A fixed path goes before one with a parameter, and its derived name is another.
#[tokio::test]
async fn call_fixed_path_beside_a_parameter() {
    let server = Server::start().await;
    let answer = server
        .ask("GET /books/id", &[("x-reader-key", "bad")])
        .await;
    answer.assert_problem(403, "getBooksId: a stranger");
    let answer = server.ask("GET /books/ids", &[]).await;
    answer.assert_problem(400, "bookId must be a UUID");
}
