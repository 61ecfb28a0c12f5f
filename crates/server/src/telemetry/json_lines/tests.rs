use std::io;
use std::sync::{Arc, Mutex};

use axum::http::Method;
use serde_json::{Value, json};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing_subscriber::fmt;

use super::*;

/// Log lines, kept for a test.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    /// Takes what this thread logs from now on.
    pub(crate) fn record(&self) -> DefaultGuard {
        let lines = self.clone();
        let subscriber = fmt()
            .event_format(JsonLines)
            .with_writer(move || lines.clone())
            .finish();
        set_default(subscriber)
    }

    pub(crate) fn text(&self) -> String {
        let bytes = self.0.lock().expect("no panic").clone();
        String::from_utf8(bytes).expect("UTF-8")
    }
}

#[test]
fn line_is_json_with_its_request() {
    let lines = Lines::default();
    let recording = lines.record();
    let context = Arc::new(RequestContext {
        method: Method::POST,
        request_id: "a\"b\n".to_owned(),
        client: "192.0.2.1".parse().ok(),
        ..RequestContext::default()
    });
    context.sync_scope(|| {
        tracing::warn!(
            status = 503_u16,
            time = 1.5,
            none = Option::<&str>::None,
            "a \u{1b} {}",
            1
        );
    });
    tracing::info!("no request");
    drop(recording);

    let text = lines.text();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let [line, other] = &lines[..] else {
        panic!("{text}");
    };
    assert_eq!(line["level"], "WARN");
    assert_eq!(line["message"], "a \u{1b} 1");
    assert_eq!((&line["status"], &line["time"]), (&503.into(), &1.5.into()));
    assert_eq!(line.get("none"), None);
    let expected = json!({
        "name": "request", "method": "POST", "request_id": "a\"b\n", "client_address": "192.0.2.1"
    });
    assert_eq!(line["span"], expected);
    assert!(line["timestamp"].as_str().expect("a time").ends_with('Z'));
    assert_eq!(other.get("span"), None);
}
