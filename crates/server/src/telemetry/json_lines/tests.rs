use std::io;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tracing_subscriber::fmt;

use super::*;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn line_is_json_with_its_span() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = fmt()
        .fmt_fields(JsonMembers)
        .event_format(JsonLines)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let span = tracing::info_span!(
            "request",
            route = "/a\"b\n",
            account_id = tracing::field::Empty
        );
        let _entered = span.enter();
        span.record("account_id", "first");
        tracing::warn!(
            status = 503_u16,
            time = 1.5,
            none = Option::<&str>::None,
            "a \u{1b} {}",
            1
        );
    });
    let text = lines.0.lock().expect("no panic").clone();
    let text = String::from_utf8(text).expect("UTF-8");
    assert_eq!(text.lines().count(), 1, "{text}");
    let line: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(line["level"], "WARN");
    assert_eq!(line["message"], "a \u{1b} 1");
    assert_eq!((&line["status"], &line["time"]), (&503.into(), &1.5.into()));
    assert_eq!(line.get("none"), None);
    assert_eq!(line["span"]["name"], "request");
    assert_eq!(line["span"]["route"], "/a\"b\n");
    assert_eq!(line["span"]["account_id"], "first");
    assert!(line["timestamp"].as_str().expect("a time").ends_with('Z'));
}
