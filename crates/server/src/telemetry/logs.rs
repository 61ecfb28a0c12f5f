use std::io::{self, IsTerminal as _};
use std::panic::PanicHookInfo;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, Registry, fmt};

use crate::settings::{LogFilter, LogFormat};

/// Starts logging to stderr, panics included. Once for each process; later calls have no effect.
pub(crate) fn start(filter: &LogFilter, format: LogFormat) {
    let terminal = io::stderr().is_terminal();
    let lines = fmt::layer().with_writer(io::stderr);
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
