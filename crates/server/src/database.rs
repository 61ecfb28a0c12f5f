use std::time::{Duration, Instant};

use directory::{Database, DatabaseOptions, Opening};

use crate::cli_error::CliError;
use crate::output;
use crate::settings::Settings;
use crate::settings::limits::DATABASE_WAIT;

/// The first and the longest pause between two tries.
const FIRST_BACKOFF: Duration = Duration::from_millis(100);
const MAX_BACKOFF: Duration = Duration::from_secs(2);

/// Opens the database that the settings name. Whoever migrates it waits for one that cannot be reached yet.
pub(crate) async fn open(settings: &Settings, opening: Opening) -> Result<Database, CliError> {
    let wait = match opening {
        Opening::Migrate => DATABASE_WAIT,
        Opening::AsItIs => Duration::ZERO,
    };
    open_within(settings, opening, wait).await
}

async fn open_within(
    settings: &Settings,
    opening: Opening,
    wait: Duration,
) -> Result<Database, CliError> {
    let end = Instant::now() + wait;
    let mut backoff = FIRST_BACKOFF;
    let mut reported = false;
    loop {
        let url = settings.database_url.as_str();
        let opened = Database::open_with(url, opening, options(settings)).await;
        let error = match opened {
            Ok(database) => return Ok(database),
            Err(error) => error,
        };
        let left = end.saturating_duration_since(Instant::now());
        let failure = CliError::of("ACCOUNTS_DATABASE_URL", &error);
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
    }
}

#[cfg(test)]
mod tests;
