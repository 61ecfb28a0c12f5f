use std::time::Duration;

use crate::examination::Examination;
use crate::location::Location;
use crate::open_error::{OpenError, OpenFailure};
use crate::options::DatabaseOptions;
use crate::{postgres, sqlite};

/// Longest time for all of it.
const TIMEOUT: Duration = Duration::from_secs(30);

impl Examination {
    /// Looks at the database that `url` names: whether it can be reached, read and written, is intact, and has every migration.
    ///
    /// # Errors
    /// [`OpenError`], as opening the database would report it, and what only a close look shows.
    pub async fn of(url: &str, options: DatabaseOptions) -> Result<Self, OpenError> {
        let examined = async {
            match Location::of(url)? {
                Location::File(path) => sqlite::examine::examine(&path, options.lock_timeout).await,
                Location::Server(server) => postgres::examine::examine(&server, options).await,
            }
        };
        let examined = tokio::time::timeout(TIMEOUT, examined).await;
        Ok(examined.unwrap_or(Err(OpenFailure::Silent(TIMEOUT.as_secs())))?)
    }
}
