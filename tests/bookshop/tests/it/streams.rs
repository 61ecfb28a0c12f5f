use serde_json::json;

use crate::server::{Answer, Server};

const JSON: (&str, &str) = ("content-type", "application/json");

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

#[tokio::test]
async fn a_body_decides_between_an_object_and_events() {
    let server = Server::start().await;
    let ask = async |body: &str| server.send("POST /streams/chat", &[JSON], body).await;
    let answer = ask(r#"{"texts":["a","b"]}"#).await;
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.json(), json!({ "text": "ab" }));
    let answer = ask(r#"{"texts":["a","b"],"stream":true}"#).await;
    assert_eq!(answer.headers["content-type"], "text/event-stream");
    assert_eq!(answer.headers["cache-control"], "no-cache");
    let events = [
        r#"{"text":"a","index":0}"#,
        r#"{"text":"b","index":1}"#,
        "[DONE]",
    ];
    let events: String = events.map(|data| format!("data: {data}\n\n")).concat();
    assert_eq!(text(&answer), events);
    // What goes wrong before a stream begins has the document's form.
    let answer = ask(r#"{"texts":[],"stream":true}"#).await;
    answer.assert_problem(409, "nothing to say");
}

#[tokio::test]
async fn events_have_their_names() {
    let server = Server::start().await;
    let answer = server
        .ask("GET /streams/events?plan=all", &[("last-event-id", "1")])
        .await;
    let expected = "event: price-change\nid: 2\nretry: 20\ndata: -5\n\nevent: note\nid: 3\nretry: 20\ndata: two\ndata: lines: \u{e4}\n\nevent: sold\nid: 4\nretry: 20\ndata: {\"text\":\"\"}\n\n";
    assert_eq!(text(&answer), expected);
    let answer = server.ask("GET /streams/texts", &[]).await;
    assert_eq!(
        text(&answer),
        "event: free\ndata: a: b\ndata: \ndata:  c\n\ndata: \n\n"
    );
}

#[tokio::test]
async fn values_are_lines_or_records() {
    let server = Server::start().await;
    let answer = server.ask("GET /streams/lines", &[]).await;
    let expected =
        "{\"text\":\"one\\ntwo\",\"index\":1}\n{\"text\":\"\\u001eend\",\"index\":2}\nend\n";
    assert_eq!(text(&answer), expected);
    let answer = server.ask("GET /streams/records", &[]).await;
    assert_eq!(answer.headers["content-type"], "application/json-seq");
    assert_eq!(
        text(&answer),
        "\u{1e}1\n\u{1e}\"\\n\u{e4}\"\n\u{1e}[{},null]\n"
    );
}

#[tokio::test]
async fn a_request_prefers_a_media_type_of_those_that_are_offered() {
    let server = Server::start().await;
    for (accept, media, body) in [
        ("*/*", "application/json", r#"{"text":"a;b"}"#),
        ("text/csv, application/json;q=0.5", "text/csv", "a;b\n"),
        ("image/*;q=0.5, text/html", "image/png", "abcd"),
    ] {
        let answer = server
            .ask("GET /streams/report", &[("accept", accept)])
            .await;
        assert_eq!(
            (answer.status, answer.headers["content-type"].as_bytes()),
            (200, media.as_bytes())
        );
        assert_eq!(answer.headers["x-pages"], "1");
        assert_eq!(text(&answer), body);
    }
    let answer = server
        .ask("GET /streams/report", &[("accept", "image/png")])
        .await;
    assert_eq!(answer.headers["content-length"], "4");
    let answer = server
        .ask("GET /streams/report", &[("accept", "text/html")])
        .await;
    answer.assert_problem(
        406,
        "Accept must allow one of application/json, text/csv, image/*",
    );
    let answer = server.ask("GET /streams/report", &[("x-none", "1")]).await;
    assert_eq!((answer.status, text(&answer).as_str()), (409, "none"));
    // Where one is offered, nobody has to take it.
    let answer = server
        .ask("GET /streams/open", &[("accept", "text/html")])
        .await;
    assert_eq!(answer.status, 200);
}
