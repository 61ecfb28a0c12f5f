use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::settings::Settings;
use crate::settings::limits::MAX_CONNECTIONS;

/// What the process has open besides connections: standard streams, the runtime's own, files that are read for a moment.
const OWN_FILES: u64 = 64;

/// A connection to SQLite has the file open, its log, and the log's index.
const FILES_PER_DATABASE_CONNECTION: u64 = 3;

/// Lets this process open as many files as the system allows: most are started with a lower limit than they may have. Returns the
/// limit.
pub(crate) fn raise_limit() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let highest = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let raised = setrlimit(Resource::Nofile, highest).map_or(limit.current, |()| limit.maximum);
    raised.unwrap_or(u64::MAX)
}

/// How many connections at a time leave enough files for the database, the provider and the keys of tokens.
pub(crate) fn max_connections(settings: &Settings, limit: u64) -> usize {
    let database = u64::from(settings.database_max_connections.0) * FILES_PER_DATABASE_CONNECTION;
    // A request may wait for Stripe or the upstream over a connection of its own.
    let is_alone = settings.uses_sandbox() && settings.upstream.is_none();
    let files_each = if is_alone { 1 } else { 2 };
    let left = limit.saturating_sub(OWN_FILES + database) / files_each;
    let left = usize::try_from(left).unwrap_or(usize::MAX).max(1);
    MAX_CONNECTIONS.min(left)
}

/// A warning when the system has files for too few connections.
pub(crate) fn too_few_files(settings: &Settings) -> Option<String> {
    let limit = raise_limit();
    let max = max_connections(settings, limit);
    (max < MAX_CONNECTIONS).then(|| {
        format!(
            "the system lets this program open only {limit} files, so only {max} connections are accepted at a time, and not \
             {MAX_CONNECTIONS}; raise the limit (ulimit -n, LimitNOFILE)"
        )
    })
}

#[cfg(test)]
mod tests;
