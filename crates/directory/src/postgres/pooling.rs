use sqlx::{Connection as _, PgConnection, PgPool, Row as _};

/// How often two connections are compared: others may use the pooler at the same time.
const TRIES: usize = 5;

/// Whether a pooler in transaction mode is in between: the process of the server that has just answered one client answers another one,
/// while the first is still connected. Takes two connections of the pool.
pub(crate) async fn is_by_transaction(pool: &PgPool) -> sqlx::Result<bool> {
    let mut first = pool.acquire().await?;
    let mut second = pool.acquire().await?;
    for _ in 0..TRIES {
        let before = process(&mut first).await?;
        let mut transaction = second.begin().await?;
        let after = process(&mut transaction).await?;
        transaction.rollback().await?;
        if before == after {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn process(connection: &mut PgConnection) -> sqlx::Result<i32> {
    let row = sqlx::raw_sql("SELECT pg_backend_pid()");
    row.fetch_one(connection).await?.try_get(0)
}
