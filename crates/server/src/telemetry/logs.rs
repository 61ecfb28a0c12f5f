use std::io::{self, IsTerminal as _, Write as _};
use std::panic::PanicHookInfo;

use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

use crate::settings::{LogFilter, LogFormat};

/// Most lines that wait for stderr to take them; those after it are dropped, because requests must not wait for who reads the log.
const MOST_WAITING: usize = 8192;

/// The running log. Written in a thread of its own.
pub(crate) struct Logs {
    lines: NonBlocking,
    dropped: ErrorCounter,
    guard: WorkerGuard,
}

/// Starts logging to stderr, panics included. Once for each process; later calls have no effect.
pub(crate) fn start(filter: &LogFilter, format: LogFormat) -> Logs {
    let terminal = io::stderr().is_terminal();
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(MOST_WAITING)
        .lossy(true)
        .thread_name("log")
        .finish(io::stderr());
    let lines = fmt::layer().with_writer(writer.clone());
    let json = match format {
        LogFormat::Auto => !terminal,
        LogFormat::Text => false,
        LogFormat::Json => true,
    };
    let lines = if json {
        lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .boxed()
    } else {
        lines.with_ansi(coloured(terminal)).boxed()
    };
    let subscriber = Registry::default().with(lines.with_filter(filter.targets()));
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    Logs {
        dropped: writer.error_counter(),
        lines: writer,
        guard,
    }
}

impl Logs {
    /// Writes what is waiting, for a second at most.
    pub(crate) fn finish(mut self) {
        let dropped = self.dropped.dropped_lines();
        if dropped > 0 {
            tracing::warn!(
                dropped,
                "log lines were dropped, because stderr was not read"
            );
        }
        // The guard complains on stdout when the queue is full. Then nobody reads, and there is nothing to wait for.
        let dropped = self.dropped.dropped_lines();
        let _probe = self.lines.write(b"");
        if self.dropped.dropped_lines() > dropped {
            std::mem::forget(self.guard);
        }
    }
}

/// Colours are for terminals, and for people who do not mind them: <https://no-color.org>
fn coloured(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Panics go where everything else is logged, in one line.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or("(no message)");
    let place = panic.location().map(tracing::field::display);
    tracing::error!(place, "panic: {message}");
}
