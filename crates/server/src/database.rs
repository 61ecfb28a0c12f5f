use std::error::Error;
use std::time::{Duration, Instant};

use directory::{Database, DatabaseOptions, OpenError, Opening};
use recoup_directory::{RecoupDirectory, RecoupOpenError};

use crate::cli_error::CliError;
use crate::output;
use crate::settings::Settings;
use crate::settings::limits::DATABASE_WAIT;

/// The first and the longest pause between two tries.
const FIRST_BACKOFF: Duration = Duration::from_millis(100);
const MAX_BACKOFF: Duration = Duration::from_secs(2);

/// Opens the database that the settings name. Whoever migrates it waits for one that cannot be reached yet.
pub(crate) async fn open(settings: &Settings, opening: Opening) -> Result<Database, CliError> {
    let url = settings.database_url.as_str();
    let open = || Database::open_with(url, opening, options(settings));
    open_within("ACCOUNTS_DATABASE_URL", wait(opening), open).await
}

/// Opens the published service's database beside our `own`, where accounts and keys are there. It is waited for like ours.
pub(crate) async fn open_recoup(
    settings: &Settings,
    opening: Opening,
    own: &Database,
) -> Result<Option<RecoupDirectory>, CliError> {
    let url = settings.directory_url.as_ref();
    let Some(url) = url.filter(|_| settings.uses_recoup()) else {
        return Ok(None);
    };
    let open = || {
        let (url, used) = (url.0.as_str(), settings.recoup_use());
        RecoupDirectory::open(url, options(settings), own.clone(), used)
    };
    let opened = open_within("ACCOUNTS_DIRECTORY_URL", wait(opening), open);
    let (recoup, warnings) = opened.await?;
    for warning in warnings {
        output::warn(&format!("ACCOUNTS_DIRECTORY_URL: {warning}"));
    }
    Ok(Some(recoup))
}

fn wait(opening: Opening) -> Duration {
    match opening {
        Opening::Migrate => DATABASE_WAIT,
        Opening::AsItIs => Duration::ZERO,
    }
}

/// A failure to open, which may be over by itself soon.
trait MayPass: Error + 'static {
    fn may_pass(&self) -> bool;
}

impl MayPass for OpenError {
    fn may_pass(&self) -> bool {
        self.may_pass()
    }
}

impl MayPass for RecoupOpenError {
    fn may_pass(&self) -> bool {
        self.may_pass()
    }
}

async fn open_within<T, E: MayPass, F>(
    setting: &str,
    wait: Duration,
    open: impl Fn() -> F,
) -> Result<T, CliError>
where
    F: Future<Output = Result<T, E>>,
{
    let end = Instant::now() + wait;
    let mut backoff = FIRST_BACKOFF;
    let mut reported = false;
    loop {
        let error = match open().await {
            Ok(opened) => return Ok(opened),
            Err(error) => error,
        };
        let left = end.saturating_duration_since(Instant::now());
        let failure = CliError::of(setting, &error);
        if !error.may_pass() || left.is_zero() {
            return Err(failure);
        }
        if !std::mem::replace(&mut reported, true) {
            let seconds = wait.as_secs();
            output::warn(&format!("{failure}; waiting for it, up to {seconds} s"));
        }
        tokio::time::sleep(backoff.min(left)).await;
        backoff = MAX_BACKOFF.min(backoff * 2);
    }
}

pub(crate) fn options(settings: &Settings) -> DatabaseOptions {
    // The rest of a request needs time, too.
    let query_timeout = settings.request_deadline_ms.0 / 2;
    DatabaseOptions {
        max_connections: settings.database_max_connections.0,
        acquire_timeout: settings.request_deadline_ms.0 / 5,
        lock_timeout: DatabaseOptions::default().lock_timeout.min(query_timeout),
        query_timeout,
        schema: settings.own_schema(),
    }
}

#[cfg(test)]
mod tests;
