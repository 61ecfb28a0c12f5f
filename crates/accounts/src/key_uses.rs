use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use metrics::{Counter, counter};
use parking_lot::Mutex;
use tokio::sync::mpsc;

use crate::directory::{Directory, StoredKey};
use crate::key::{KeyHashes, KeyId};
use crate::key_use::{KeyUse, LastUse};

/// Most keys that wait for their use to be noted. What comes beyond is noted when the key is used again.
const MAX_WAITING: usize = 1024;

/// A use is not noted while the last one that was is younger.
const INTERVAL: SignedDuration = SignedDuration::from_mins(5);

/// How long to wait after a failure.
const BACKOFF: Duration = Duration::from_secs(1);

enum Message {
    Used(KeyUse),
    Stop,
}

/// Queues the use of keys, without ever waiting, for a [`KeyUseWriter`]. Clones share one queue.
#[derive(Clone)]
pub struct KeyUses {
    queue: mpsc::Sender<Message>,
    waiting: Waiting,
    dropped: Counter,
    /// Whether the directory keeps several hashes of a key.
    with_hashes: bool,
}

/// Writes the use of keys to the directory, one after the other.
pub struct KeyUseWriter {
    directory: Arc<dyn Directory>,
    queue: mpsc::Receiver<Message>,
    waiting: Waiting,
    written: Counter,
    failed: Counter,
}

/// The keys whose use is in the queue.
type Waiting = Arc<Mutex<HashSet<KeyId>>>;

impl KeyUses {
    /// A queue, and the writer that empties it.
    pub fn new(directory: Arc<dyn Directory>) -> (Self, KeyUseWriter) {
        let (sender, receiver) = mpsc::channel(MAX_WAITING);
        let waiting = Waiting::default();
        let counter =
            |outcome: &'static str| counter!("accounts_key_uses_total", "outcome" => outcome);
        let uses = Self {
            queue: sender,
            waiting: waiting.clone(),
            dropped: counter("dropped"),
            with_hashes: true,
        };
        let writer = KeyUseWriter {
            directory,
            queue: receiver,
            waiting,
            written: counter("written"),
            failed: counter("failed"),
        };
        (uses, writer)
    }

    /// The same for a directory that keeps one hash of each key, whatever secrets there are: only times are noted.
    pub fn without_hashes(self) -> Self {
        Self {
            with_hashes: false,
            ..self
        }
    }

    /// Notes that a key is used now, where there is something to note.
    pub(crate) fn note(&self, key: &StoredKey, hashes: KeyHashes) {
        let now = Timestamp::now();
        let current = Some(hashes.current.under);
        let keep_hash = self.with_hashes && !key.hashed_under.contains(&current);
        let due = is_due(key.last_used.as_deref(), now);
        if !keep_hash && !due || !self.waiting.lock().insert(key.id) {
            return;
        }
        let before = key.last_used.clone();
        let used = Message::Used(KeyUse {
            id: key.id,
            hashes,
            keep_hash,
            last_use: due.then_some(LastUse { at: now, before }),
        });
        if self.queue.try_send(used).is_err() {
            self.waiting.lock().remove(&key.id);
            self.dropped.increment(1);
        }
    }

    /// Stops the writer once it has written what is in the queue now. Waits while the queue is full.
    pub async fn stop(&self) {
        // A writer that is gone already is fine.
        self.queue.send(Message::Stop).await.ok();
    }
}

/// Whether a use is to be noted. A time that is unreadable or in the future does not count.
fn is_due(last_used: Option<&str>, now: Timestamp) -> bool {
    let last: Option<Timestamp> = last_used.and_then(|text| text.parse().ok());
    last.is_none_or(|last| now.duration_since(last).abs() >= INTERVAL)
}

impl KeyUseWriter {
    /// Works until [`KeyUses::stop`].
    pub async fn run(mut self) {
        let mut failing = false;
        while let Some(Message::Used(used)) = self.queue.recv().await {
            let noted = self.directory.note_key_use(&used).await;
            match &noted {
                Ok(()) => self.written.increment(1),
                Err(error) => {
                    self.failed.increment(1);
                    if !failing {
                        let source = std::error::Error::source(error).map(ToString::to_string);
                        let cause = source.unwrap_or_else(|| error.to_string());
                        tracing::warn!(cause, "the use of keys cannot be noted");
                    }
                    tokio::time::sleep(BACKOFF).await;
                }
            }
            failing = noted.is_err();
            self.waiting.lock().remove(&used.id);
        }
    }
}

#[cfg(test)]
mod tests;
