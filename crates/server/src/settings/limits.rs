//! Limits that no installation has to change. `docs/CHANGELOG.md` says which settings they were.

use std::num::NonZeroU32;
use std::time::Duration;

/// How long a valid key or token is cached: after a revocation it is refused after this time at the latest.
pub(crate) const CREDENTIAL_CACHE: Duration = Duration::from_millis(500);

/// Connections at a time, where the system has files for as many; more wait to be accepted.
pub(crate) const MAX_CONNECTIONS: usize = 4096;

/// Requests at a time on one HTTP/2 connection.
pub(crate) const MAX_STREAMS: u32 = 128;

/// Of one request's body over HTTP/2 that has not been read yet.
pub(crate) const STREAM_WINDOW_BYTES: u32 = 64 * 1024;

/// Requests of one HTTP/2 connection that are reset before they were started; one more ends the connection.
pub(crate) const MAX_RESETS: usize = 20;

/// Headers of a request over HTTP/1.1; over HTTP/2 the size of the head bounds them.
pub(crate) const MAX_HEADERS: usize = 100;

/// The head of a request: request line and headers.
pub(crate) const HEAD_LIMIT_BYTES: u32 = 32 * 1024;

/// The body of a request.
pub(crate) const BODY_LIMIT_BYTES: usize = 16 * 1024;

/// How much of an unwanted body is read and dropped, so that a client that writes first gets to read its response.
pub(crate) const DRAIN_LIMIT_BYTES: usize = 8 * 1024 * 1024;

/// For how long.
pub(crate) const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);

/// The head of a request, from its first byte on; the first head of a connection starts with the connection. A third of the idle
/// timeout where that is less.
pub(crate) const HEAD_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a client may take no more of its response (TCP_USER_TIMEOUT, on Linux only). A third of the idle timeout where that is less.
pub(crate) const WRITE_TIMEOUT: Duration = Duration::from_secs(20);

/// The body of a request.
pub(crate) const BODY_TIMEOUT: Duration = Duration::from_secs(5);

/// Requests in flight when the server stops, after ACCOUNTS_STOP_DELAY_MS.
pub(crate) const STOP_TIMEOUT: Duration = Duration::from_secs(15);

/// How long the server and `migrate` wait at their start for a database that cannot be reached.
pub(crate) const DATABASE_WAIT: Duration = Duration::from_secs(60);

/// The schema of this server's own tables beside those of the published service, where none is set.
pub(crate) const DROP_IN_SCHEMA: &str = "accounts_server";

/// Requests a second of one account, where there is a limit and none is set: well below the 25 requests a second that Stripe takes.
pub(crate) const RATE_PER_SECOND: NonZeroU32 = NonZeroU32::new(5).expect("not zero");

/// Requests of one account that may come at once, where there is a limit and none is set.
pub(crate) const RATE_BURST: NonZeroU32 = NonZeroU32::new(20).expect("not zero");

/// For accounts whose customer is not known yet. Stripe takes 20 from all servers together.
pub(crate) const STRIPE_SEARCHES_PER_SECOND: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// Connections to Stripe that are kept open without a call, over HTTP/1.1.
pub(crate) const STRIPE_MAX_IDLE_CONNECTIONS: usize = 256;
