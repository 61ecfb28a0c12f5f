use std::io::{self, IsTerminal as _, Write as _};
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use accounts::TRACES;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::set_global_default;
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

use crate::settings::{LogFilter, LogFormat};
use crate::telemetry::Traces;

/// Most lines that wait for stderr to take them; those after it are dropped, because requests must not wait for who reads the log.
const MOST_WAITING: usize = 8192;

/// Counts the lines that nobody took.
static DROPPED: OnceLock<ErrorCounter> = OnceLock::new();

/// How many log lines were dropped so far.
pub(crate) fn dropped_lines() -> u64 {
    let dropped = DROPPED.get().map_or(0, ErrorCounter::dropped_lines);
    dropped.try_into().unwrap_or(u64::MAX)
}

/// The running log. Written in a thread of its own.
pub(crate) struct Logs {
    lines: NonBlocking,
    dropped: ErrorCounter,
    guard: WorkerGuard,
}

/// Starts logging to stderr, panics included, and hands spans to the traces. Once for each process; later calls have no effect.
pub(crate) fn start(filter: &LogFilter, format: LogFormat, traces: Option<&Traces>) -> Logs {
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
    let filter = filter.targets().with_target(TRACES, LevelFilter::OFF);
    let logged = Registry::default().with(lines.with_filter(filter));
    // Not an optional layer: one that is there makes every span, for whoever it may be.
    let started = match traces {
        Some(traces) => set_global_default(logged.with(traces.layer())),
        None => set_global_default(logged),
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
        DROPPED.get_or_init(|| writer.error_counter());
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
