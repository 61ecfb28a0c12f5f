use crate::postgres::error::{ServerError, ServerProblem};
use crate::sqlite::error::{FileError, FileProblem};

/// Why the database was not opened. Messages name the database and the way out, and never repeat a URL: it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct OpenError(#[from] OpenFailure);

/// `database` is the file, or the database and its server.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenFailure {
    #[error("not a database URL: write `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`")]
    NoScheme,
    #[error(
        "`{0}:` databases are not supported: write `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`"
    )]
    UnknownScheme(String),
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Server(#[from] ServerError),
    #[error(
        "{database}: there are no tables of accounts-server in this database; name the right one with ACCOUNTS_DATABASE_URL or \
         --database-url, or set this one up with: accounts-server migrate"
    )]
    NotSetUp { database: String },
    #[error(
        "{database}: the database lacks {pending} of this program's migrations; run them with: accounts-server migrate"
    )]
    PendingMigrations { database: String, pending: usize },
    #[error(
        "{database}: migration {version} in the database differs from this program's; use the program that created the database"
    )]
    OtherHistory { database: String, version: i64 },
    #[error("the database does not respond within {0} s; see what keeps it busy")]
    Silent(u64),
}

impl OpenError {
    /// Whether it may be over by itself soon: the database is starting, busy or cannot be reached.
    pub fn may_pass(&self) -> bool {
        match &self.0 {
            OpenFailure::File(FileError::Unusable { problem, .. }) => {
                matches!(problem, FileProblem::Locked)
            }
            OpenFailure::Server(ServerError::Unusable { problem, .. }) => matches!(
                problem,
                ServerProblem::Unreachable(_)
                    | ServerProblem::Busy(_)
                    | ServerProblem::Migrating(_)
            ),
            _ => false,
        }
    }
}
