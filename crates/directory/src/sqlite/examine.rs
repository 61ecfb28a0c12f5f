use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Access, access};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection};

use crate::examination::{DatabaseState, Examination, Kept};
use crate::migrations::{self, Schema};
use crate::open_error::OpenFailure;
use crate::sqlite::error::{FileError, FileProblem};
use crate::sqlite::file;

/// Looks at a file, and at whether one could be made where there is none.
pub(crate) async fn examine(
    path: &Path,
    lock_timeout: Duration,
) -> Result<Examination, OpenFailure> {
    let name = path.display().to_string();
    let folder = path.parent().unwrap_or(path);
    let can_write = access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok();
    match file::find(path) {
        Err(FileProblem::Missing) if can_write => {
            return Ok(Examination::of_nothing(name, DatabaseState::Missing));
        }
        Err(FileProblem::Missing) => {
            return Err(FileError::unusable(path, FileProblem::ReadOnlyFolder).into());
        }
        found => found.map_err(|problem| FileError::unusable(path, problem))?,
    }
    let can_write = can_write && access(path, Access::WRITE_OK).is_ok();
    let failed = |error| OpenFailure::from(FileError::from_sql(path, error));
    let mut connection = connect(path, can_write, lock_timeout)
        .await
        .map_err(failed)?;
    let intact: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    if intact != "ok" {
        let problem = FileProblem::Damaged(intact.into());
        return Err(FileError::unusable(path, problem).into());
    }
    let Schema { pending, newer } = migrations::schema(&mut connection, &name, failed).await?;
    if can_write {
        // Takes the lock of writers and gives it back.
        let lock = sqlx::raw_sql("BEGIN IMMEDIATE; ROLLBACK");
        lock.execute(&mut connection).await.map_err(failed)?;
    }
    let kept = match pending.len() {
        0 => Kept::read(&mut connection).await.map_err(failed)?,
        _ => Kept::default(),
    };
    connection.close().await.map_err(failed)?;
    let state = match can_write {
        true => DatabaseState::PendingMigrations(pending.len()),
        false => DatabaseState::ReadOnly,
    };
    Ok(Examination {
        newer,
        kept,
        ..Examination::of_nothing(name, state)
    })
}

/// A connection that neither makes the file nor changes it to WAL. Where it cannot write, it makes no file beside it either: SQLite does
/// not look for what was written last when it takes the file for one that never changes, so only where there is nothing of that.
async fn connect(
    path: &Path,
    can_write: bool,
    lock_timeout: Duration,
) -> sqlx::Result<SqliteConnection> {
    let last = PathBuf::from(format!("{}-wal", path.display()));
    let is_settled = last.metadata().map_or(true, |last| last.len() == 0);
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(!can_write)
        .immutable(!can_write && is_settled);
    let mut connection = options.connect().await?;
    let wait = format!("PRAGMA busy_timeout = {}", lock_timeout.as_millis());
    let wait = sqlx::raw_sql(AssertSqlSafe(wait)).execute(&mut connection);
    wait.await?;
    Ok(connection)
}
