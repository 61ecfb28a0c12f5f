use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use accounts::Billing;
use anstyle::{AnsiColor, Style};
use clap::Parser as _;
use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;

use crate::command::{Command, CommandLine, Invocation, serve};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::telemetry::Traces;
use crate::{command, telemetry};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The whole program. Results go to stdout, the rest to stderr.
///
/// The exit code is 0 when the command did what it is for, 1 when it failed, 2 when the command line or the settings are wrong.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> ExitCode {
    run_program(arguments, environment, None)
}

/// The same with sessions that `billing` opens, whatever the settings say of a provider.
pub fn run_with_billing(
    arguments: impl IntoIterator<Item = OsString>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    billing: Arc<dyn Billing>,
) -> ExitCode {
    run_program(arguments, environment, Some(billing))
}

fn run_program(
    arguments: impl IntoIterator<Item = OsString>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    billing: Option<Arc<dyn Billing>>,
) -> ExitCode {
    let mut arguments = arguments.into_iter().peekable();
    let program = arguments.peek().cloned();
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            // Help and version are errors to clap, and succeed.
            return match error.print() {
                Err(_) if !error.use_stderr() => ExitCode::FAILURE,
                _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1)),
            };
        }
    };
    match execute(program, line, environment, billing) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            anstream::eprintln!("{ERROR}error:{ERROR:#} {failure}");
            failure.exit_code()
        }
    }
}

fn execute(
    program: Option<OsString>,
    line: CommandLine,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    billing: Option<Arc<dyn Billing>>,
) -> Result<(), Failure> {
    let (command, config, flags) = line.into_parts();
    let invocation = Invocation::new(program.as_deref(), config.as_deref(), &flags);
    let (settings, effective) = Settings::read(config, flags, environment)?;
    let runtime =
        runtime().map_err(|error| Failure::of("the runtime cannot be started", &error))?;
    if matches!(command, Command::Serve(_)) {
        let endpoint = settings.otlp_endpoint.as_ref();
        let traces = endpoint.map(|endpoint| Traces::start(endpoint, runtime.handle().clone()));
        let traces = traces.transpose()?;
        let logs = telemetry::start(&settings.log, settings.log_format, traces.as_ref());
        let served = runtime.block_on(serve(&settings, &invocation, billing));
        if let Some(traces) = traces {
            // The last ones leave by the runtime, which may have no thread but this one.
            runtime.block_on(async { spawn_blocking(|| traces.finish()).await.ok() });
        }
        logs.finish();
        return served;
    }
    // The doctor says them by itself.
    if !matches!(command, Command::Doctor(_)) {
        settings
            .common_warnings()
            .iter()
            .for_each(|text| warn(text));
    }
    let text = runtime.block_on(command::answer(command, &settings, &effective))?;
    print(&text).map_err(|error| Failure::of("stdout cannot be written", &error))
}

/// On one processor one thread: the means to share work between threads cost, and there is nobody to share it with.
fn runtime() -> io::Result<Runtime> {
    let alone = thread::available_parallelism().is_ok_and(|processors| processors.get() == 1);
    let mut runtime = if alone {
        Builder::new_current_thread()
    } else {
        Builder::new_multi_thread()
    };
    runtime.enable_all().build()
}

/// Says what deserves a word: in the log, or where there is none on stderr.
pub(crate) fn warn(text: &str) {
    if tracing::dispatcher::has_been_set() {
        tracing::warn!("{text}");
    } else {
        anstream::eprintln!("{WARNING}warning:{WARNING:#} {text}");
    }
}

/// Says something beside the result.
pub(crate) fn remark(text: &str) {
    anstream::eprintln!("{text}");
}

/// Writes to stdout.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()
}
