use std::io;
use std::path::{Path, PathBuf};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a SQLite file was not opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error(
        "the database URL names no file: write `sqlite:PATH`, for example `sqlite:accounts.db`"
    )]
    NoPath,
    #[error(
        "a database in memory is not supported, because each connection would see its own: name a file, for example \
         `sqlite:accounts.db`"
    )]
    InMemory,
    #[error(
        "the database URL takes no parameters: write `?` and `#` in a file name as `%3F` and `%23`"
    )]
    Parameters,
    #[error("the path in the database URL is invalid: it must be UTF-8 without NUL")]
    InvalidPath,
    #[error("{}: {problem}", path.display())]
    Unusable { path: PathBuf, problem: FileProblem },
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum FileProblem {
    #[error("the folder does not exist; create it first")]
    NoFolder,
    #[error(
        "there is no such file; name the right one with ACCOUNTS_DATABASE_URL or --database-url, or create this one with: \
         accounts-server migrate"
    )]
    Missing,
    #[error(
        "there is no such file, and its folder is read-only; make the folder writable or name another file"
    )]
    ReadOnlyFolder,
    #[error("this is not a file")]
    NotAFile,
    #[error("the file cannot be created: {0}")]
    NotCreated(io::Error),
    #[error("the file cannot be opened; both it and its folder must be readable and writable: {0}")]
    NotOpened(Cause),
    #[error("the database is read-only; make the file and its folder writable")]
    ReadOnly,
    #[error(
        "the file is damaged or not a SQLite database; restore it from a backup or name another file: {0}"
    )]
    Damaged(Cause),
    #[error("the database is locked by another program; end that one or try again")]
    Locked,
    #[error("the database cannot be used: {0}")]
    Failed(Cause),
}

impl FileError {
    pub(crate) fn unusable(path: &Path, problem: FileProblem) -> Self {
        Self::Unusable {
            path: path.to_owned(),
            problem,
        }
    }

    /// What an error of SQLite means for this file.
    pub(crate) fn from_sql(path: &Path, error: sqlx::Error) -> Self {
        let problem = match primary_code(&error) {
            Some(5 | 6) => FileProblem::Locked,
            Some(8) => FileProblem::ReadOnly,
            Some(11 | 26) => FileProblem::Damaged(error.into()),
            Some(14) => FileProblem::NotOpened(error.into()),
            _ => FileProblem::Failed(error.into()),
        };
        Self::unusable(path, problem)
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
