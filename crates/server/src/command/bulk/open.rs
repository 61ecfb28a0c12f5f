use std::time::Duration;

use directory::{Database, DatabaseOptions, Opening};

use crate::cli_error::CliError;
use crate::settings::Settings;

/// For a batch of an import: many times what one takes.
const BATCH_TIMEOUT: Duration = Duration::from_secs(60);

/// For whoever reads an export to go on reading: PostgreSQL ends a transaction that is idle for longer.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// For a lock that a server has.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

pub(super) async fn for_import(settings: &Settings) -> Result<Database, CliError> {
    open(settings, BATCH_TIMEOUT).await
}

pub(super) async fn for_export(settings: &Settings) -> Result<Database, CliError> {
    open(settings, EXPORT_TIMEOUT).await
}

/// Opens the database with limits that fit work on all of it, not those of requests.
async fn open(settings: &Settings, query_timeout: Duration) -> Result<Database, CliError> {
    let options = DatabaseOptions {
        max_connections: 2,
        acquire_timeout: LOCK_TIMEOUT,
        lock_timeout: LOCK_TIMEOUT,
        query_timeout,
        schema: settings.own_schema(),
    };
    let url = settings.database_url.as_str();
    let opened = Database::open_with(url, Opening::AsItIs, options).await;
    opened.map_err(|error| CliError::of("ACCOUNTS_DATABASE_URL", &error))
}
