use std::io;
use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the database was not opened. Messages name the path and the way out, and never repeat a URL: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is no URL.
    #[error("this is no database URL: write `sqlite:PATH`, for example `sqlite:accounts.db`")]
    NoScheme,
    /// The URL is for a database that is not supported.
    #[error(
        "`{0}:` databases are not supported: write `sqlite:PATH`, for example `sqlite:accounts.db`"
    )]
    UnknownScheme(String),
    /// The URL is for PostgreSQL.
    #[error(
        "PostgreSQL is not built in yet: write `sqlite:PATH`, for example `sqlite:accounts.db`"
    )]
    PostgresNotBuiltIn,
    /// The URL has no path.
    #[error(
        "the database URL names no file: write `sqlite:PATH`, for example `sqlite:accounts.db`"
    )]
    NoPath,
    /// The URL asks for a database in memory.
    #[error(
        "a database in memory is not supported, because each connection would see its own: name a file, for example \
         `sqlite:accounts.db`"
    )]
    InMemory,
    /// The URL has a query or a fragment.
    #[error(
        "the database URL takes no parameters: write `?` and `#` in a file name as `%3F` and `%23`"
    )]
    Parameters,
    /// The path cannot be used on this system.
    #[error("the path in the database URL is unusable: it has to be UTF-8 without NUL")]
    UnusablePath,
    /// The file's folder does not exist.
    #[error("{}: the folder does not exist; create it first", .0.display())]
    NoFolder(PathBuf),
    /// There is something else than a file at the path.
    #[error("{}: this is not a file", .0.display())]
    NotAFile(PathBuf),
    /// The file could not be made.
    #[error("{}: the file cannot be created: {source}", path.display())]
    NotCreated {
        /// The database file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file cannot be opened although it is there.
    #[error("{}: the file cannot be opened; both it and its folder have to be readable and writable: {source}", path.display())]
    NotOpened {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: Cause,
    },
    /// The file or its folder is read-only.
    #[error("{}: the database is read-only; make the file and its folder writable", .0.display())]
    ReadOnly(PathBuf),
    /// The file is damaged, or something else than a SQLite database.
    #[error(
        "{}: the file is damaged or no SQLite database; restore it from a backup or name another file: {source}",
        path.display()
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: Cause,
    },
    /// Another program holds a lock.
    #[error("{}: the database is locked by another program; end that one or try again", .0.display())]
    Locked(PathBuf),
    /// The database has a migration that this program does not know.
    #[error(
        "{}: the database was made by a newer version of this program (migration {version}); use that version",
        path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The unknown migration.
        version: i64,
    },
    /// The database was made with another text of a migration.
    #[error(
        "{}: migration {version} in the database differs from this program's; use the program that made the database",
        path.display()
    )]
    OtherHistory {
        /// The database file.
        path: PathBuf,
        /// The migration that differs.
        version: i64,
    },
    /// Anything else.
    #[error("{}: the database cannot be used: {source}", path.display())]
    Failed {
        /// The database file.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
}

impl OpenError {
    /// Says what an error of SQLite means for this file.
    pub(crate) fn from_sql(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        let code = error
            .as_database_error()
            .and_then(|error| error.code()?.parse::<i32>().ok());
        // The low byte is the primary result code: https://www.sqlite.org/rescode.html
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Self::Locked(path),
            Some(8) => Self::ReadOnly(path),
            Some(11 | 26) => Self::Damaged {
                path,
                source: error.into(),
            },
            Some(14) => Self::NotOpened {
                path,
                source: error.into(),
            },
            _ => Self::Failed {
                path,
                source: error.into(),
            },
        }
    }

    /// Says what a failed migration means for this file.
    pub(crate) fn from_migration(path: &Path, error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                Self::from_sql(path, error)
            }
            MigrateError::VersionMissing(version) => Self::Newer {
                path: path.to_owned(),
                version,
            },
            MigrateError::VersionMismatch(version) => Self::OtherHistory {
                path: path.to_owned(),
                version,
            },
            other => Self::Failed {
                path: path.to_owned(),
                source: other.into(),
            },
        }
    }
}
