//! How the bytes of streams are read.

use std::time::Duration;

use crate::event_parser::EventParser;
use crate::stream_error::StreamProblem;

/// The events of some chunks, as `name|data|id`.
fn read(chunks: &[&[u8]]) -> (Vec<String>, EventParser) {
    let mut parser = EventParser::default();
    let mut events = Vec::new();
    for chunk in chunks {
        parser.add(chunk);
        while let Some(raw) = parser.next().expect("no large event") {
            let id = raw.id.as_deref().unwrap_or("-");
            events.push(format!("{}|{}|{id}", raw.event, raw.data));
        }
    }
    (events, parser)
}

#[test]
fn events_are_read_by_the_grammar() {
    for (text, expected) in [
        ("data: a\n\n", vec!["message|a|-"]),
        ("data:a\r\rdata\r\r", vec!["message|a|-", "message||-"]),
        ("data:  a\r\ndata: b\r\n\r\n", vec!["message| a\nb|-"]),
        (": comment\n\nevent: x\n\ndata: a\n\n", vec!["message|a|-"]),
        (
            "event: x\ndata: a\n\ndata: b\n\n",
            vec!["x|a|-", "message|b|-"],
        ),
        (
            "id: 7\ndata: a\n\ndata: b\nid\n\n",
            vec!["message|a|7", "message|b|-"],
        ),
        ("id: 7\ndata: a\nid: \0\n\n", vec!["message|a|7"]),
        (
            "\u{feff}data: a\n\n\u{feff}data: b\n\n",
            vec!["message|a|-"],
        ),
        (
            "data: a\nother: b\ndata: \u{e4}\n\ndata: open",
            vec!["message|a\n\u{e4}|-"],
        ),
    ] {
        assert_eq!(read(&[text.as_bytes()]).0, expected, "{text:?}");
        // However it is cut.
        let bytes: Vec<_> = text.as_bytes().chunks(1).collect();
        assert_eq!(read(&bytes).0, expected, "{text:?}");
    }
    assert_eq!(
        read(&[b"data: a\r", b"\ndata: b\n", b"\n"]).0,
        ["message|a\nb|-"]
    );
    let (events, parser) = read(&[b"retry: 1500\nretry: 2s\nretry:\nid: 9\ndata: \xff\n\n"]);
    assert_eq!(events, ["message|\u{fffd}|9"]);
    assert_eq!(parser.retry, Some(Duration::from_millis(1500)));
    assert_eq!(parser.last_id.as_deref(), Some("9"));
}

#[test]
fn an_event_without_end_is_too_large() {
    let lines = b"data: 0123456789\n".repeat(100_000);
    for chunk in [lines, vec![b'x'; 1_000_000]] {
        let mut parser = EventParser::default();
        let mut added = 0;
        let problem = loop {
            parser.add(&chunk);
            added += chunk.len();
            match parser.next() {
                Ok(None) => assert!(added < 40_000_000),
                Ok(Some(_)) => panic!("an event"),
                Err(problem) => break problem,
            }
        };
        assert_eq!(problem, StreamProblem::TooLarge(16 * 1024 * 1024));
    }
}
