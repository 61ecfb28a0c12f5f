use std::io;
use std::path::{Path, PathBuf};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a SQLite file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
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
    /// There is no file, and the command may not make one.
    #[error(
        "{}: there is no such file; name the right one with ACCOUNTS_DATABASE_URL or --database-url, or make this one with: \
         accounts-server migrate",
        .0.display()
    )]
    NotMade(PathBuf),
    /// There is no file, and none can be made.
    #[error(
        "{}: there is no such file, and its folder is read-only; make the folder writable or name another file",
        .0.display()
    )]
    ReadOnlyFolder(PathBuf),
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
    /// Anything else.
    #[error("{}: the database cannot be used: {source}", path.display())]
    Failed {
        /// The database file.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
}

impl FileError {
    /// Says what an error of SQLite means for this file.
    pub(crate) fn from_sql(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        match primary_code(&error) {
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
}

/// Whether another connection holds a lock.
pub(crate) fn is_locked(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(5 | 6))
}

/// The primary result code, which is the low byte: <https://www.sqlite.org/rescode.html>
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let error = error.as_database_error()?;
    let code: i32 = error.code()?.parse().ok()?;
    Some(code & 0xff)
}
