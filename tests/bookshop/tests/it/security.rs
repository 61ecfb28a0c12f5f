use crate::server::{BOOK, READER, SESSION, STAFF, Server};

const MISSING: &str = "Credentials are required";
const GOOD_BOOK: &str = r#"{"title":"A","price-cents":1}"#;

#[tokio::test]
async fn present_two_keys_both_needed() {
    let server = Server::start().await;
    for headers in [
        &[][..],
        &[READER],
        &[STAFF],
        &[SESSION],
        &[READER, SESSION],
        &[STAFF, SESSION],
    ] {
        let answer = server.send_json("POST /books", headers, GOOD_BOOK).await;
        answer.assert_problem(401, MISSING);
    }
    for headers in [
        &[READER, STAFF][..],
        &[STAFF, READER],
        &[READER, STAFF, SESSION],
    ] {
        let answer = server.send_json("POST /books", headers, GOOD_BOOK).await;
        assert_eq!(answer.status, 201, "{headers:?}");
    }
    for headers in [
        [("x-reader-key", "bad"), STAFF],
        [READER, ("x-staff-key", "bad")],
    ] {
        let answer = server.send_json("POST /books", &headers, GOOD_BOOK).await;
        answer.assert_problem(403, "addBook: a stranger");
    }
}

#[tokio::test]
async fn present_either_alternative() {
    let server = Server::start().await;
    for (headers, presented) in [
        (&[READER][..], "readerKey"),
        (&[SESSION], "session"),
        // In the document's order, whatever the request's.
        (&[READER, SESSION], "readerKey|session"),
        (&[SESSION, READER], "readerKey|session"),
        // A key that this operation does not ask for is none of its business.
        (&[SESSION, STAFF], "session"),
        (&[SESSION, ("x-staff-key", "bad")], "session"),
        // An empty header is an absent one.
        (&[SESSION, ("x-reader-key", "")], "session"),
        (&[READER, ("authorization", "")], "readerKey"),
        (&[("authorization", "bEARER   good")], "session"),
        (&[("x-reader-key", " good ")], "readerKey"),
    ] {
        let answer = server.ask("GET /books/id", headers).await;
        assert_eq!(answer.json()["name"], presented, "{headers:?}");
        assert_eq!(answer.status, 200, "{headers:?}");
    }
    for headers in [
        &[][..],
        &[STAFF],
        &[("x-reader-key", "")],
        &[("x-reader-key", "  ")],
    ] {
        let answer = server.ask("GET /books/id", headers).await;
        answer.assert_problem(401, MISSING);
    }
}

#[tokio::test]
async fn present_one_good_and_one_bad() {
    // Never passed over: who sends a bad credential beside a good one gets to know.
    let server = Server::start().await;
    for headers in [
        [READER, ("authorization", "Bearer bad")],
        [("x-reader-key", "bad"), SESSION],
    ] {
        let answer = server.ask("GET /books/id", &headers).await;
        answer.assert_problem(403, "getBooksId: a stranger");
    }
    let unreadable = "authorization cannot be read";
    for value in ["Digest Z29vZA==", "good", "Bearergood"] {
        let answer = server
            .ask("GET /books/id", &[READER, ("authorization", value)])
            .await;
        answer.assert_problem(401, unreadable);
    }
    let answer = server
        .ask("GET /books/id", &[SESSION, ("x-reader-key", "schlüssel")])
        .await;
    answer.assert_problem(401, "x-reader-key cannot be read");
    let answer = server.ask("GET /books/id", &[READER, READER]).await;
    answer.assert_problem(401, "x-reader-key must be sent once");
    let answer = server.ask("GET /books/id", &[SESSION, SESSION]).await;
    answer.assert_problem(401, "authorization must be sent once");
}

#[tokio::test]
async fn present_nothing_where_optional() {
    let server = Server::start().await;
    let line = format!("GET {BOOK}");
    for (headers, title) in [
        (&[][..], "123e4567 nobody"),
        (&[("authorization", "")], "123e4567 nobody"),
        (&[READER], "123e4567 nobody"),
        (&[SESSION], "123e4567 session"),
    ] {
        let answer = server.ask(&line, headers).await;
        assert_eq!(answer.json()["title"], title, "{headers:?}");
    }
    // Bad ones are refused, not taken for none.
    let answer = server.ask(&line, &[("authorization", "Bearer bad")]).await;
    answer.assert_problem(403, "getBooksByBookId: a stranger");
    let answer = server
        .ask(&line, &[("authorization", "Digest Z29vZA==")])
        .await;
    answer.assert_problem(401, "authorization cannot be read");
}

#[tokio::test]
async fn present_anything_where_none_is_asked_for() {
    let server = Server::start().await;
    for headers in [
        &[][..],
        &[READER],
        &[("authorization", "Basic Z29vZA==")],
        &[("x-reader-key", "bad")],
    ] {
        assert_eq!(
            server.ask("GET /books", headers).await.status,
            200,
            "{headers:?}"
        );
    }
}

/// Nothing of a stranger's parameters or body is looked at.
#[tokio::test]
async fn present_nothing_with_bad_parameters_and_body() {
    let server = Server::start().await;
    for line in [
        "DELETE /books/nonsense",
        "POST /orders/%ff",
        "POST /orders/a?coupon=",
        "POST /books",
    ] {
        let answer = server
            .send(line, &[("content-type", "text/plain")], "{")
            .await;
        answer.assert_problem(401, MISSING);
    }
    let answer = server
        .ask("DELETE /books/nonsense", &[("x-staff-key", "bad")])
        .await;
    answer.assert_problem(403, "removeBook: a stranger");
    // Then the parameters, and the body last.
    let answer = server
        .send_json("POST /orders/a?coupon=x", &[READER], "{")
        .await;
    answer.assert_problem(400, "coupon must have 3 to 8 characters");
}
