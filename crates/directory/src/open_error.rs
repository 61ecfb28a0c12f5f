use crate::postgres::ServerError;
use crate::sqlite::FileError;

/// Why the database was not opened. Messages name the database and the way out, and never repeat a URL: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is no URL.
    #[error(
        "this is no database URL: write `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`"
    )]
    NoScheme,
    /// The URL is for a database that is not supported.
    #[error(
        "`{0}:` databases are not supported: write `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`"
    )]
    UnknownScheme(String),
    /// About a SQLite file.
    #[error(transparent)]
    File(#[from] FileError),
    /// About a PostgreSQL server.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The database has nothing of this program in it, and the command may not set it up.
    #[error(
        "{database}: there are no tables of accounts-server in this database; name the right one with ACCOUNTS_DATABASE_URL or \
         --database-url, or set this one up with: accounts-server migrate"
    )]
    NotSetUp {
        /// The file, or the database and its server.
        database: String,
    },
    /// The database is older than the command needs, and the command may not run migrations.
    #[error(
        "{database}: the database lacks {lacks} of this program's migrations; run them with: accounts-server migrate"
    )]
    Behind {
        /// The file, or the database and its server.
        database: String,
        /// How many.
        lacks: usize,
    },
    /// The database was made with another text of a migration.
    #[error(
        "{database}: migration {version} in the database differs from this program's; use the program that made the database"
    )]
    OtherHistory {
        /// The file, or the database and its server.
        database: String,
        /// The migration that differs.
        version: i64,
    },
    /// Somebody answered, and then nobody did.
    #[error("the database does not answer within {0} s; see what keeps it busy")]
    Silent(u64),
}

impl OpenError {
    /// Whether it may be over by itself soon: the database is starting, busy or cannot be reached.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::File(error) => matches!(error, FileError::Locked(_)),
            Self::Server(error) => matches!(
                error,
                ServerError::Unreachable { .. }
                    | ServerError::Busy { .. }
                    | ServerError::Migrating { .. }
            ),
            _ => false,
        }
    }
}
