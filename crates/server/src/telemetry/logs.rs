use std::io::{self, IsTerminal as _};
use std::panic::PanicHookInfo;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use accounts::TRACES;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::set_global_default;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

use crate::cli_error::CliError;
use crate::settings::LogFilter;
use crate::telemetry::Traces;
use crate::telemetry::json_lines::JsonLines;
use crate::telemetry::log_queue::LogQueue;
use crate::telemetry::text_fields::TextFields;

/// For the last lines to be written when the server stops.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);

/// The running log's.
static QUEUE: OnceLock<Arc<LogQueue>> = OnceLock::new();

/// How many log lines were dropped so far.
pub(crate) fn dropped_lines() -> u64 {
    QUEUE.get().map_or(0, |queue| queue.dropped())
}

/// The running log. Written in a thread of its own.
pub(crate) struct Logs {
    queue: Arc<LogQueue>,
    /// Disconnected when that thread has ended.
    ended: Receiver<()>,
}

/// Starts logging to stderr, text on a terminal and JSON elsewhere, panics included, and passes spans to the traces. Once for each
/// process; later calls have no effect.
pub(crate) fn start(filter: &LogFilter, traces: Option<&Traces>) -> Result<Logs, CliError> {
    let queue = Arc::<LogQueue>::default();
    let (running, ended) = mpsc::channel();
    let lines = Arc::clone(&queue);
    let write = move || {
        let _running: mpsc::Sender<()> = running;
        lines.write_to(io::stderr());
    };
    let thread = thread::Builder::new().name("log".to_owned()).spawn(write);
    thread.map_err(|error| CliError::of("the log cannot be started", &error))?;

    let layer = fmt::layer().with_writer(Arc::clone(&queue));
    let layer = match io::stderr().is_terminal() {
        true => layer
            .with_ansi(wants_colour())
            .fmt_fields(TextFields)
            .boxed(),
        false => layer.event_format(JsonLines).boxed(),
    };
    let filter = filter.targets.clone().with_target(TRACES, LevelFilter::OFF);
    // A filter of the layer's own only where there is another layer: it costs more. Not an optional layer for traces: even an empty one
    // would have every span created.
    let started = match traces {
        Some(traces) => {
            let logged = Registry::default().with(layer.with_filter(filter));
            set_global_default(logged.with(traces.layer()))
        }
        None => set_global_default(Registry::default().with(layer).with(filter)),
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(log_panic));
        QUEUE.get_or_init(|| Arc::clone(&queue));
    }
    Ok(Logs { queue, ended })
}

impl Logs {
    /// Writes what is queued, unless stderr is not read.
    pub(crate) fn finish(self) {
        let dropped = self.queue.dropped();
        if dropped > 0 {
            tracing::warn!(
                dropped,
                "log lines were dropped, because stderr was not read"
            );
        }
        self.queue.close();
        // An error either way: the thread has ended, or the time is over.
        self.ended.recv_timeout(FLUSH_TIMEOUT).err();
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
