use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::database::DatabaseOptions;
use crate::migrations;
use crate::open_error::OpenError;
use crate::postgres::error::ServerError;
use crate::postgres::liveness::Liveness;
use crate::postgres::server::Server;

/// Longest wait for the first connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Longest wait for another process that runs the migrations.
const MIGRATION_LOCK_TIMEOUT: Duration = Duration::from_secs(60);

/// Longest time that one statement of a migration may take.
const MIGRATION_TIMEOUT: Duration = Duration::from_secs(600);

/// A connection is closed after so long without use, and after so long in all: load moves to other servers behind one name.
const IDLE_TIMEOUT: Duration = Duration::from_secs(10 * 60);
const MAX_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Opens a database, which is brought up to date where it has to be.
pub(crate) async fn open(server: &Server, options: DatabaseOptions) -> Result<AnyPool, OpenError> {
    // By hand, because the pool tries again and again and ends up with a time-out that tells nothing.
    prepare(server).await?;

    let session = session(options.query_timeout, options.lock_timeout);
    let liveness = Arc::new(Liveness::default());
    let on_release = Arc::clone(&liveness);
    let pool = AnyPoolOptions::new()
        .max_connections(options.max_connections)
        .acquire_timeout(options.acquire_timeout)
        .idle_timeout(IDLE_TIMEOUT)
        .max_lifetime(MAX_LIFETIME)
        .test_before_acquire(false)
        .before_acquire(move |connection, used| {
            let liveness = Arc::clone(&liveness);
            Box::pin(async move { liveness.before_use(connection, used.idle_for).await })
        })
        .after_release(move |connection, _| {
            let liveness = Arc::clone(&on_release);
            Box::pin(async move { liveness.test(connection).await })
        })
        .after_connect(move |connection, _| {
            let session = session.clone();
            Box::pin(async move { configure(connection, session).await })
        })
        .connect_with(server.connect().clone())
        .await;
    Ok(pool.map_err(|error| ServerError::from_sql(server, error))?)
}

/// Brings the database up to date over a connection of its own.
async fn prepare(server: &Server) -> Result<(), OpenError> {
    let failed = |error| OpenError::from(ServerError::from_sql(server, error));
    let mut connection = in_time(server, server.connect().connect()).await?;
    let session = session(MIGRATION_TIMEOUT, MIGRATION_LOCK_TIMEOUT);
    in_time(server, configure(&mut connection, session)).await?;
    in_time(server, suits(server, &mut connection)).await??;
    if !in_time(server, async {
        Ok(migrations::are_applied(&mut connection).await)
    })
    .await?
    {
        // Under sqlx's advisory lock. Bounded by the session's settings; a server that dies meanwhile closes the connection.
        migrations::apply(&mut connection, server.name(), failed).await?;
    }
    // That the server closed it first is no failure.
    tokio::time::timeout(CONNECT_TIMEOUT, connection.close())
        .await
        .ok();
    Ok(())
}

/// Waits for a step of opening, but not for ever.
pub(crate) async fn in_time<T>(
    server: &Server,
    step: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, OpenError> {
    match tokio::time::timeout(CONNECT_TIMEOUT, step).await {
        Ok(done) => Ok(done.map_err(|error| ServerError::from_sql(server, error))?),
        Err(_) => Err(ServerError::silent(server, CONNECT_TIMEOUT.as_millis()).into()),
    }
}

/// Whether the database can hold what is kept. The inner error says why not.
pub(crate) async fn suits(
    server: &Server,
    connection: &mut AnyConnection,
) -> Result<Result<(), ServerError>, sqlx::Error> {
    let (encoding, read_only): (String, String) = sqlx::query_as(
        "SELECT current_setting('server_encoding'), current_setting('transaction_read_only')",
    )
    .fetch_one(connection)
    .await?;
    let server = server.name().to_owned();
    Ok(if read_only == "on" {
        Err(ServerError::ReadOnly { server })
    } else if encoding != "UTF8" {
        Err(ServerError::Encoding { server, encoding })
    } else {
        Ok(())
    })
}

/// Settings that the server keeps per connection. Not as parameters of the connection: poolers such as PgBouncer refuse those.
fn session(statement: Duration, lock: Duration) -> String {
    let (statement, lock) = (statement.as_millis(), lock.as_millis());
    // The server's side gives up as well: a query that nobody waits for must not keep a connection, nor a dead client its locks.
    format!(
        "SET statement_timeout = {statement}; SET lock_timeout = {lock}; \
         SET idle_in_transaction_session_timeout = {statement}; \
         SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
    )
}

async fn configure(connection: &mut AnyConnection, session: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(session))
        .execute(connection)
        .await?;
    Ok(())
}
