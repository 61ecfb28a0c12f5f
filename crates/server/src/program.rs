use std::ffi::OsString;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use accounts::Billing;
use tokio::runtime::{Builder, Runtime};
use tokio::task::spawn_blocking;

use crate::cli_error::CliError;
use crate::command::{self, Command, Parsed, serve};
use crate::output;
use crate::settings::Settings;
use crate::telemetry::{self, Traces};

/// The whole program. Results go to stdout, the rest to stderr.
///
/// The exit code is 0 when the command did what it is for, 1 when it failed, 2 when the command line or the settings are wrong.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> ExitCode {
    run_program(arguments, environment, None)
}

/// The same with sessions that `billing` opens, whatever provider the settings name.
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
    let program = arguments.peek().and_then(|program| program.to_str());
    let program = program.unwrap_or("accounts-server").to_owned();
    let parsed = match command::parse(arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are errors to clap, and succeed.
            return match error.print() {
                Err(_) if !error.use_stderr() => ExitCode::FAILURE,
                _ => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1)),
            };
        }
    };
    let is_probe = matches!(parsed.command, Command::Healthcheck);
    match execute(&program, parsed, environment, billing) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::error(&failure);
            match is_probe {
                // Docker reserves the other codes.
                true => ExitCode::FAILURE,
                false => failure.exit_code(),
            }
        }
    }
}

fn execute(
    program: &str,
    parsed: Parsed,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    billing: Option<Arc<dyn Billing>>,
) -> Result<(), CliError> {
    let Parsed {
        command,
        operator,
        config,
        flags,
    } = parsed;
    let (settings, effective) = Settings::read(config, flags, environment)?;
    let runtime =
        runtime().map_err(|error| CliError::of("the runtime cannot be started", &error))?;
    if matches!(command, Command::Serve) {
        let traces = Traces::start()?;
        let logs = telemetry::start(&settings.log, traces.as_ref())?;
        let served = runtime.block_on(serve(&settings, program, billing));
        if let Some(traces) = traces {
            runtime.block_on(async { spawn_blocking(|| traces.finish()).await.ok() });
        }
        logs.finish();
        return served;
    }
    // The doctor reports them itself; a probe has one line.
    if !matches!(command, Command::Doctor(_) | Command::Healthcheck) {
        settings
            .common_warnings()
            .iter()
            .for_each(|text| output::warn(text));
    }
    let text = runtime.block_on(command::run(command, operator, &settings, &effective))?;
    output::print(&text).map_err(|error| CliError::of("stdout cannot be written", &error))
}

/// On one processor one thread: sharing work between threads would cost without any gain.
fn runtime() -> io::Result<Runtime> {
    let alone = thread::available_parallelism().is_ok_and(|processors| processors.get() == 1);
    let mut runtime = if alone {
        Builder::new_current_thread()
    } else {
        Builder::new_multi_thread()
    };
    runtime.enable_all().build()
}
