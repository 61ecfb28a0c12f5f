use std::io::{self, Write};
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

/// Lines that wait to be written; further ones are dropped, because requests must not wait for whoever reads the log.
const MAX_QUEUED_BYTES: usize = 2 * 1024 * 1024;

/// How long lines are gathered after some were written. The first one after a pause is written at once.
const BATCH_TIME: Duration = Duration::from_millis(10);

/// Lines between those who log and the thread that writes: a system call, and waking the thread, for each line would cost more than
/// the line.
#[derive(Debug, Default)]
pub(crate) struct LogQueue {
    queued: Mutex<Queued>,
    changed: Condvar,
    dropped: AtomicU64,
}

#[derive(Debug, Default)]
struct Queued {
    lines: Vec<u8>,
    closed: bool,
}

impl LogQueue {
    /// How many lines were dropped so far.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Has [`Self::write_to`] end once it has written what is queued.
    pub(crate) fn close(&self) {
        self.queued.lock().closed = true;
        self.changed.notify_one();
    }

    /// Writes lines until the queue is closed.
    pub(crate) fn write_to(&self, mut output: impl Write) {
        let mut batch = Vec::new();
        loop {
            let mut queued = self.queued.lock();
            self.changed.wait_while(&mut queued, |queued| {
                queued.lines.is_empty() && !queued.closed
            });
            mem::swap(&mut queued.lines, &mut batch);
            let closed = queued.closed;
            drop(queued);
            // There is nowhere to report that it fails.
            output.write_all(&batch).ok();
            if closed && batch.is_empty() {
                return;
            }
            batch.clear();
            if !closed {
                thread::sleep(BATCH_TIME);
            }
        }
    }
}

/// Takes a line at a time.
impl Write for &LogQueue {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut queued = self.queued.lock();
        let was_empty = queued.lines.is_empty();
        if queued.lines.len() + line.len() > MAX_QUEUED_BYTES {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        } else {
            queued.lines.extend_from_slice(line);
        }
        drop(queued);
        if was_empty {
            self.changed.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
