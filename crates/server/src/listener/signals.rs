use std::io;
use std::process;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that end the server: SIGTERM and SIGINT.
pub(crate) struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Handles the signals, by which the operating system would end the process at once.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Does something that may take long; `None` when a signal comes first.
    pub(crate) async fn or_stop<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            name = self.next() => {
                tracing::info!("{name}: stopped before the start was complete");
                None
            }
        }
    }

    /// Waits for the first signal. From then on a second one ends the process at once.
    pub(crate) async fn first(mut self) {
        let name = self.next().await;
        tracing::info!("{name}: stopping, and no longer ready; a second signal quits at once");
        tokio::spawn(async move {
            self.next().await;
            process::exit(1);
        });
    }

    async fn next(&mut self) -> &'static str {
        tokio::select! {
            _ = self.terminate.recv() => "SIGTERM",
            _ = self.interrupt.recv() => "SIGINT",
        }
    }
}
