use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::billing_links::BillingLinks;
use crate::examination::{DatabaseState, Examination};
use crate::key_secret::fingerprint;
use crate::migrations;
use crate::open_error::OpenError;
use crate::sqlite::error::FileError;

/// Looks at a file, and at whether one could be made where there is none.
pub(crate) async fn examine(path: &Path, lock_timeout: Duration) -> Result<Examination, OpenError> {
    let found = |state, billing, key_secret| Examination {
        name: path.display().to_string(),
        state,
        clock_ahead: None,
        billing,
        key_secret,
    };
    match path.metadata() {
        Ok(file) if !file.is_file() => return Err(FileError::NotAFile(path.to_owned()).into()),
        Ok(_) => {}
        Err(_) if path.parent().is_some_and(Path::is_dir) => {
            return Ok(found(DatabaseState::NotMade, BillingLinks::default(), None));
        }
        Err(_) => return Err(FileError::NoFolder(path.to_owned()).into()),
    }
    let failed = |error| OpenError::from(FileError::from_sql(path, error));
    // Neither made nor changed to WAL.
    let connect = SqliteConnectOptions::new().filename(path);
    let mut connection = connect.connect().await.map_err(failed)?;
    let wait = format!("PRAGMA busy_timeout = {}", lock_timeout.as_millis());
    let wait = sqlx::raw_sql(AssertSqlSafe(wait)).execute(&mut connection);
    wait.await.map_err(failed)?;
    let whole: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    if whole != "ok" {
        let path = path.to_owned();
        let source = whole.into();
        return Err(FileError::Damaged { path, source }.into());
    }
    let lacks = migrations::lacking(&mut connection, &path.display().to_string(), failed).await?;
    // Takes the lock of writers and gives it back.
    sqlx::raw_sql("BEGIN IMMEDIATE; ROLLBACK")
        .execute(&mut connection)
        .await
        .map_err(failed)?;
    let (billing, key_secret) = match lacks.len() {
        0 => (
            BillingLinks::read(&mut connection).await.map_err(failed)?,
            fingerprint(&mut connection).await.map_err(failed)?,
        ),
        _ => Default::default(),
    };
    connection.close().await.map_err(failed)?;
    Ok(found(
        DatabaseState::Lacks(lacks.len()),
        billing,
        key_secret,
    ))
}
