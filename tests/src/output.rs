use std::io::{BufRead as _, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a running program may take to write what is waited for. Only a broken one takes that long.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(60);

/// What a running program writes to one of its streams, gathered so that it never has to wait for us.
pub(crate) struct Output {
    shared: Arc<(Mutex<Text>, Condvar)>,
    reader: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Text {
    text: String,
    over: bool,
}

impl Output {
    pub(crate) fn gather(stream: impl Read + Send + 'static) -> Self {
        let shared = Arc::new((Mutex::new(Text::default()), Condvar::new()));
        let writer = Arc::clone(&shared);
        let reader = thread::spawn(move || {
            let (text, changed) = &*writer;
            let mut stream = BufReader::new(stream);
            let mut line = Vec::new();
            loop {
                line.clear();
                let read = stream.read_until(b'\n', &mut line).unwrap_or(0);
                let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
                text.text.push_str(&String::from_utf8_lossy(&line));
                text.over = read == 0;
                changed.notify_all();
                if text.over {
                    return;
                }
            }
        });
        Self {
            shared,
            reader: Some(reader),
        }
    }

    /// Everything so far.
    pub(crate) fn text(&self) -> String {
        let text = self.shared.0.lock();
        text.unwrap_or_else(PoisonError::into_inner).text.clone()
    }

    /// Waits until `found` finds something in the text; `None` when the program ends, or writes nothing of it for too long.
    pub(crate) fn wait_for<T>(&self, mut found: impl FnMut(&str) -> Option<T>) -> Option<T> {
        let end = Instant::now() + TIMEOUT;
        let (text, changed) = &*self.shared;
        let mut text = text.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(thing) = found(&text.text) {
                return Some(thing);
            }
            let left = end.saturating_duration_since(Instant::now());
            if text.over || left.is_zero() {
                return None;
            }
            let waited = changed.wait_timeout(text, left);
            text = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits for the end of the stream: the program is gone.
    pub(crate) fn finish(&mut self) -> String {
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader does not panic");
        }
        self.text()
    }
}
