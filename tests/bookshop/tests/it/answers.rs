use crate::server::{BOOK, READER, STAFF, Server};

#[tokio::test]
async fn answer_each_documented_status() {
    let server = Server::start().await;
    let both = [READER, STAFF];
    let known = r#"{"title":"Known","price-cents":1}"#;
    let known = server.send_json("POST /books", &both, known).await;
    assert_eq!((known.status, known.body.len()), (409, 0));
    let gone = server.ask(&format!("DELETE {BOOK}"), &[STAFF]).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    let nil = "GET /books/00000000-0000-0000-0000-000000000000";
    let none = server.ask(nil, &[]).await;
    assert_eq!((none.status, none.body.len()), (404, 0));
}

#[tokio::test]
async fn answer_default_with_status_of_its_own() {
    let server = Server::start().await;
    let sold = server.ask("GET /books?in-stock=false", &[]).await;
    sold.assert_problem(418, "sold");
}

#[tokio::test]
async fn answer_failure_of_the_implementation() {
    let server = Server::start().await;
    let body = r#"{"title":"Unwanted","price-cents":1}"#;
    let answer = server
        .send_json("POST /books", &[READER, STAFF], body)
        .await;
    answer.assert_problem(403, "addBook: an unwanted book");
}

/// Fields that are not there are left out: null would not be what the document says.
#[tokio::test]
async fn answer_without_absent_fields() {
    let server = Server::start().await;
    let answer = server.ask(&format!("GET {BOOK}"), &[]).await;
    let book = r#"{"title":"123e4567 nobody","price-cents":0}"#;
    let book: serde_json::Value = serde_json::from_str(book).expect("JSON");
    assert_eq!(answer.json(), book);
}
