use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::settings::{Provider, Settings};

/// What the process has open besides connections: standard streams, the runtime's own, files that are read for a moment.
const OWN: u64 = 64;

/// A connection to SQLite has the file open, its log, and the log's index.
const PER_DATABASE_CONNECTION: u64 = 3;

/// Lets this process open as many files as the system allows it: most are started with a lower limit than they may have. Answers
/// the limit.
pub(crate) fn raised_limit() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let highest = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let raised = setrlimit(Resource::Nofile, highest).map_or(limit.current, |()| limit.maximum);
    raised.unwrap_or(u64::MAX)
}

/// As many connections at a time as the settings say, unless with so many open there would be no file left for the database, the
/// provider and the keys of tokens: then as many as leave them theirs.
pub(crate) fn most_connections(settings: &Settings, limit: u64) -> usize {
    let database = u64::from(settings.database_max_connections.0) * PER_DATABASE_CONNECTION;
    // A request may wait for Stripe over a connection of its own.
    let each = if settings.billing == Provider::Stripe {
        2
    } else {
        1
    };
    let left = limit.saturating_sub(OWN + database) / each;
    let left = usize::try_from(left).unwrap_or(usize::MAX).max(1);
    settings.max_connections.min(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_within_the_limit() {
        for (limit, billing, expected) in [
            (u64::MAX, "sandbox", 4096),
            (524_288, "stripe", 4096),
            (1024, "sandbox", 1024 - 64 - 24),
            (1024, "stripe", 468),
            (0, "sandbox", 1),
        ] {
            let environment = [
                ("ACCOUNTS_BILLING", billing),
                ("ACCOUNTS_STRIPE_SECRET_KEY", "sk_test_x"),
                ("ACCOUNTS_KEY_SECRET", "0123456789abcdef0123456789abcdef"),
            ];
            let environment = environment.map(|(name, value)| (name.into(), value.into()));
            let read = Settings::read(None, Vec::new(), environment);
            let (settings, _) = read.expect("fit settings");
            assert_eq!(most_connections(&settings, limit), expected, "{limit}");
        }
    }
}
