use std::io::{self, BufWriter, IsTerminal as _, Stderr, Write};
use std::panic::PanicHookInfo;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use accounts::TRACES;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::set_global_default;
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

use crate::settings::LogFilter;
use crate::telemetry::Traces;
use crate::telemetry::json_lines::{JsonLines, JsonMembers};

/// Lines that wait for stderr to take them; further ones are dropped, because requests must not wait for whoever reads the log.
const MAX_QUEUED_LINES: usize = 8192;

/// What is written at once, when it is more than comes within [`BATCH_TIME`].
const BATCH_BYTES: usize = 64 * 1024;

/// How long lines are gathered after a batch was written. The first one after a pause is written at once.
const BATCH_TIME: Duration = Duration::from_millis(10);

/// Counts the lines that were dropped.
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

/// Starts logging to stderr, text on a terminal and JSON elsewhere, panics included, and passes spans to the traces. Once for each
/// process; later calls have no effect.
pub(crate) fn start(filter: &LogFilter, traces: Option<&Traces>) -> Logs {
    let terminal = io::stderr().is_terminal();
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(MAX_QUEUED_LINES)
        .lossy(true)
        .thread_name("log")
        .finish(Batches(BufWriter::with_capacity(BATCH_BYTES, io::stderr())));
    let lines = fmt::layer().with_writer(writer.clone());
    let lines = match terminal {
        true => lines.with_ansi(wants_colour()).boxed(),
        false => lines
            .fmt_fields(JsonMembers)
            .event_format(JsonLines)
            .boxed(),
    };
    let filter = filter.targets.clone().with_target(TRACES, LevelFilter::OFF);
    let logged = Registry::default().with(lines.with_filter(filter));
    // Not an optional layer: even an empty one would have every span created.
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
    /// Writes what is queued, for a second at most.
    pub(crate) fn finish(mut self) {
        let dropped = self.dropped.dropped_lines();
        if dropped > 0 {
            tracing::warn!(
                dropped,
                "log lines were dropped, because stderr was not read"
            );
        }
        // The guard complains on stdout when the queue is full. Then stderr is not read, and there is nothing to wait for.
        let dropped = self.dropped.dropped_lines();
        let _probe = self.lines.write(b"");
        if self.dropped.dropped_lines() > dropped {
            std::mem::forget(self.guard);
        }
    }
}

/// Writes what the log's thread found in its queue, which it flushes once that is empty, and lets further lines gather: a system call,
/// and waking the thread, for each line would cost more than the line.
struct Batches(BufWriter<Stderr>);

impl Write for Batches {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.0.flush();
        thread::sleep(BATCH_TIME);
        flushed
    }
}

/// <https://no-color.org>
fn wants_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Panics go where everything else is logged, in one line.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or("(no message)");
    let place = panic.location().map(tracing::field::display);
    tracing::error!(place, "panic: {message}");
}
