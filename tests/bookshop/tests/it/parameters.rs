use crate::server::{BOOK, READER, STAFF, Server};

#[tokio::test]
async fn read_query_each_value() {
    let server = Server::start().await;
    for (query, title) in [
        ("", "20 None"),
        ("?", "20 None"),
        ("?limit=2", "2 None"),
        ("?limit=100&in-stock=true", "100 Some(true)"),
        ("?in-stock=true&limit=2", "2 Some(true)"),
        ("?%6Cimit=%32", "2 None"),
        ("?in%2Dstock=true", "20 Some(true)"),
        ("?other=1&limit=3&other=2", "3 None"),
        ("?Limit=0&in_stock=nonsense", "20 None"),
    ] {
        let answer = server.ask(&format!("GET /books{query}"), &[]).await;
        assert_eq!(answer.json()[0]["title"], title, "{query}");
    }
    let answer = server.ask("GET /books?limit=1", &[]).await;
    assert_eq!(answer.json(), serde_json::json!([]));
}

#[tokio::test]
async fn read_query_refused() {
    let server = Server::start().await;
    for (query, message) in [
        ("limit=0", "limit must be from 1 to 100"),
        ("limit=101", "limit must be from 1 to 100"),
        ("limit=-1", "limit must be from 1 to 100"),
        ("limit=", "limit must be a 32-bit integer"),
        ("limit", "limit must be a 32-bit integer"),
        ("limit=%2B5", "limit must be a 32-bit integer"),
        ("limit=a", "limit must be a 32-bit integer"),
        ("limit=1.5", "limit must be a 32-bit integer"),
        ("limit=1e1", "limit must be a 32-bit integer"),
        ("limit=%202", "limit must be a 32-bit integer"),
        ("limit=2147483648", "limit must be a 32-bit integer"),
        (
            "limit=99999999999999999999",
            "limit must be a 32-bit integer",
        ),
        ("limit=2&limit=2", "limit must appear only once"),
        ("limit=2&%6Cimit=3", "limit must appear only once"),
        ("in-stock=yes", "in-stock must be true or false"),
        ("in-stock=1", "in-stock must be true or false"),
        ("in-stock=TRUE", "in-stock must be true or false"),
        ("in-stock=", "in-stock must be true or false"),
    ] {
        let answer = server.ask(&format!("GET /books?{query}"), &[]).await;
        assert_eq!(answer.json()["message"], message, "{query}");
        answer.assert_problem(400, message);
    }
}

#[tokio::test]
async fn read_required_query() {
    let server = Server::start().await;
    for (query, message) in [
        ("", "coupon is required"),
        ("?Coupon=abc", "coupon is required"),
        ("?coupon=", "coupon must have 3 to 8 characters"),
        ("?coupon=ab", "coupon must have 3 to 8 characters"),
        ("?coupon=abcdefghi", "coupon must have 3 to 8 characters"),
        ("?coupon=abc&coupon=abc", "coupon must appear only once"),
    ] {
        let answer = server
            .ask(&format!("POST /orders/a{query}"), &[READER])
            .await;
        answer.assert_problem(400, message);
    }
    for (query, coupon) in [
        ("abc", "\"abc\""),
        ("abcdefgh", "\"abcdefgh\""),
        // Characters, not bytes.
        ("%C3%BC%C3%BC%C3%BC", "\"üüü\""),
        ("a+b", "\"a b\""),
        ("a%2Bb%26", "\"a+b&\""),
        ("a=b", "\"a=b\""),
    ] {
        let line = format!("POST /orders/a?coupon={query}");
        let answer = server.ask(&line, &[READER]).await;
        answer.assert_problem(202, &format!("\"a\" {coupon}"));
    }
}

#[tokio::test]
async fn read_path_each_value() {
    let server = Server::start().await;
    for (path, value) in [
        ("gift", "\"gift\""),
        ("a%20b", "\"a b\""),
        ("a+b", "\"a+b\""),
        ("a%2Fb", "\"a/b\""),
        ("%C3%BC", "\"ü\""),
        ("%2525", "\"%25\""),
        ("{type}", "\"{type}\""),
    ] {
        let line = format!(
            "POST /orders/{}?coupon=abc",
            path.replace('{', "%7B").replace('}', "%7D")
        );
        let answer = server.ask(&line, &[READER]).await;
        answer.assert_problem(202, &format!("{value} \"abc\""));
    }
    let answer = server.ask("POST /orders/%ff?coupon=abc", &[READER]).await;
    answer.assert_problem(400, "The path must be percent-encoded UTF-8");
    for line in [
        "POST /orders/?coupon=abc",
        "POST /orders/a/b?coupon=abc",
        "POST /orders?coupon=abc",
    ] {
        server
            .ask(line, &[READER])
            .await
            .assert_problem(404, "Unknown path");
    }
}

#[tokio::test]
async fn read_path_uuid() {
    let server = Server::start().await;
    assert_eq!(
        server.ask(&format!("DELETE {BOOK}"), &[STAFF]).await.status,
        204
    );
    let upper = BOOK.to_uppercase().replace("/BOOKS", "/books");
    assert_eq!(
        server
            .ask(&format!("DELETE {upper}"), &[STAFF])
            .await
            .status,
        204
    );
    for id in [
        "nonsense",
        "123e4567-e89b-42d3-a456-42661417400",
        "123e4567-e89b-42d3-a456-42661417400g",
        "0",
    ] {
        let answer = server.ask(&format!("DELETE /books/{id}"), &[STAFF]).await;
        answer.assert_problem(400, "bookId must be a UUID");
        let answer = server.ask(&format!("GET /books/{id}"), &[]).await;
        answer.assert_problem(400, "bookId must be a UUID");
    }
}
