use std::time::{Duration, Instant};

use directory::{Database, DatabaseOptions, Opening};

use crate::failure::Failure;
use crate::program;
use crate::settings::Settings;

/// First and longest pause between two tries.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Opens the database that the settings name. One that cannot be reached yet is waited for where the settings say so.
pub(crate) async fn open(settings: &Settings, opening: Opening) -> Result<Database, Failure> {
    let end = Instant::now() + settings.database_wait_seconds.0;
    let mut pause = FIRST_PAUSE;
    let mut told = false;
    loop {
        let url = settings.database_url.as_str();
        let opened = Database::open_with(url, opening, options(settings)).await;
        let error = match opened {
            Ok(database) => return Ok(database),
            Err(error) => error,
        };
        let left = end.saturating_duration_since(Instant::now());
        let failure = Failure::of("ACCOUNTS_DATABASE_URL", &error);
        if !error.may_pass() || left.is_zero() {
            return Err(failure);
        }
        if !told {
            let seconds = settings.database_wait_seconds.0.as_secs();
            program::warn(&format!(
                "{failure}; waiting for it, up to {seconds} s (ACCOUNTS_DATABASE_WAIT_SECONDS)"
            ));
            told = true;
        }
        tokio::time::sleep(pause.min(left)).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// The bounds that the settings name.
pub(crate) fn options(settings: &Settings) -> DatabaseOptions {
    let query_timeout = settings.database_query_timeout_ms;
    DatabaseOptions {
        max_connections: settings.database_max_connections.0,
        acquire_timeout: settings.database_acquire_timeout_ms.min(query_timeout),
        lock_timeout: DatabaseOptions::default().lock_timeout.min(query_timeout),
        query_timeout,
    }
}
