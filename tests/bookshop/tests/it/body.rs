use crate::server::{READER, STAFF, Server};

const ORDER: &str = "POST /orders/a?coupon=abc";
const LINE: &str = r#"{"book":"123e4567-e89b-42d3-a456-426614174000","count":1}"#;

#[tokio::test]
async fn send_optional_body_or_not() {
    let server = Server::start().await;
    server
        .ask(ORDER, &[READER])
        .await
        .assert_problem(202, "\"a\" \"abc\"");
    // None is none, whatever the header says.
    server
        .send_json(ORDER, &[READER], "")
        .await
        .assert_problem(202, "\"a\" \"abc\"");
    let order = format!(r#"{{"lines":[{LINE}]}}"#);
    let answer = server.send_json(ORDER, &[READER], &order).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json().to_string(), order);
    // What is there has to be right.
    let answer = server.send_json(ORDER, &[READER], "null").await;
    answer.assert_problem(400, "The request body must be an object");
    let answer = server
        .send(ORDER, &[READER, ("content-type", "text/plain")], &order)
        .await;
    answer.assert_problem(415, "Content-Type must be application/json");
    let answer = server.send_json(ORDER, &[READER], " ").await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn send_required_body_missing() {
    let server = Server::start().await;
    let answer = server.ask("POST /books", &[READER, STAFF]).await;
    answer.assert_problem(400, "A request body is required");
}

#[tokio::test]
async fn send_chunked_empty_body() {
    let server = Server::start().await;
    let json = "Content-Type: application/json\r\n";
    for (line, lines, chunks, status) in [
        (ORDER, json, "0\r\n\r\n", 202),
        (ORDER, "", "0\r\n\r\n", 202),
        ("POST /books", "X-Staff-Key: good\r\n", "0\r\n\r\n", 400),
        // What is there has a type.
        (ORDER, "", "2\r\n{}\r\n0\r\n\r\n", 415),
        (ORDER, "Content-Type: text/plain\r\n", "0\r\n\r\n", 415),
    ] {
        let head = format!(
            "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Reader-Key: good\r\n{lines}Transfer-Encoding: chunked\r\n\r\n"
        );
        let answer = server.send_bytes(&format!("{head}{chunks}")).await;
        let expected = format!("HTTP/1.1 {status} ");
        assert!(answer.starts_with(&expected), "{head}{chunks}{answer}");
    }
}

#[tokio::test]
async fn send_order_refused_where_it_is_wrong() {
    let server = Server::start().await;
    let zero = LINE.replace("\"count\":1", "\"count\":0");
    let heavy = LINE.replace("\"count\":1", "\"count\":1,\"weight\":2.6");
    for (lines, message) in [
        (String::new(), "lines must have at least 1 item"),
        (
            format!("{LINE},{zero}"),
            "lines[1].count must be at least 1",
        ),
        (
            format!("{LINE},{LINE},{heavy}"),
            "lines[2].weight must be at most 2.5",
        ),
        (format!("{LINE},{{}}"), "lines[1].book is required"),
        (format!("{LINE},1"), "lines[1] must be an object"),
        (format!("{LINE},null"), "lines[1] must be an object"),
        (
            LINE.replace("\"count\":1", "\"count\":\"1\""),
            "lines[0].count must be a 32-bit integer",
        ),
        (
            LINE.replace("\"count\":1", "\"count\":1.5"),
            "lines[0].count must be a 32-bit integer",
        ),
        (
            LINE.replace("\"count\":1", "\"count\":2147483648"),
            "lines[0].count must be a 32-bit integer",
        ),
        (
            LINE.replace("\"count\":1", "\"count\":1,\"count\":1"),
            "lines[0].count must appear only once",
        ),
        (
            LINE.replace("\"count\":1", "\"count\":1,\"weight\":null"),
            "lines[0].weight must be a number",
        ),
        (
            LINE.replace("123e4567", "nonsense"),
            "lines[0].book must be a UUID",
        ),
    ] {
        let body = format!(r#"{{"lines":[{lines}]}}"#);
        let answer = server.send_json(ORDER, &[READER], &body).await;
        assert_eq!(answer.json()["message"], message, "{body}");
        answer.assert_problem(400, message);
    }
    for (body, message) in [
        ("{}", "lines is required"),
        (r#"{"lines":{}}"#, "lines must be an array"),
        (r#"{"lines":null}"#, "lines must be an array"),
    ] {
        let answer = server.send_json(ORDER, &[READER], body).await;
        answer.assert_problem(400, message);
    }
    // This schema forbids further keys; that of its lines does not.
    let answer = server
        .send_json(
            ORDER,
            &[READER],
            &format!(r#"{{"lines":[{LINE}],"more":1}}"#),
        )
        .await;
    answer.assert_problem(400, "more is not allowed");
    let more = LINE.replace("\"count\":1", "\"count\":1,\"more\":1");
    let answer = server
        .send_json(ORDER, &[READER], &format!(r#"{{"lines":[{more}]}}"#))
        .await;
    assert_eq!(answer.status, 200);
}
