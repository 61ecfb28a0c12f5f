use std::time::{Duration, Instant};

use parking_lot::Mutex;
use sqlx::{Connection as _, PgConnection};

/// A connection that was used this recently is assumed to be alive: under load, no query waits for a test.
const RECENT: Duration = Duration::from_secs(1);

/// Longest wait for the reply to a test.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Finds dead connections before requests do. A server that restarts, or a network that drops packets, leaves a pool full of them;
/// once one has failed, all that were idle at the time are tested before they are used again.
#[derive(Debug, Default)]
pub(crate) struct ConnectionHealth {
    last_failure: Mutex<Option<Instant>>,
}

impl ConnectionHealth {
    /// Whether a connection that was idle for so long can be used. An error has the pool open another one in its place.
    pub(crate) async fn before_use(
        &self,
        connection: &mut PgConnection,
        idle: Duration,
    ) -> Result<bool, sqlx::Error> {
        if idle < RECENT && !self.failed_within(idle) {
            return Ok(true);
        }
        self.test(connection).await
    }

    /// Whether a connection can go back to the pool. What a query that was given up has left on it is read here; sqlx would wait
    /// for that without an end.
    pub(crate) async fn test(&self, connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
        let failure = match tokio::time::timeout(TIMEOUT, connection.ping()).await {
            Ok(Ok(())) => return Ok(true),
            Ok(Err(error)) => error,
            Err(_) => sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()),
        };
        *self.last_failure.lock() = Some(Instant::now());
        Err(failure)
    }

    fn failed_within(&self, time: Duration) -> bool {
        let last = *self.last_failure.lock();
        last.is_some_and(|last| last.elapsed() <= time)
    }
}
