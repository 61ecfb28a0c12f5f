use std::sync::Arc;
use std::time::Duration;

use sql::{Limits, SchemaName, Target};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, PgPool};

use crate::migrations;
use crate::open_error::OpenFailure;
use crate::options::{DatabaseOptions, Opening};
use crate::postgres::connection_health::ConnectionHealth;
use crate::postgres::error::{ServerError, ServerProblem};
use crate::postgres::schema;
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

/// Opens a database. Also returns how many migrations were run.
pub(crate) async fn open(
    server: &Server,
    opening: Opening,
    options: &DatabaseOptions,
) -> Result<(PgPool, Limits, usize), OpenFailure> {
    // Over a connection of its own first: the pool would try again and again, and end with a time-out that explains nothing.
    let ran = prepare(server, opening, options).await?;
    Ok((pool(server, options).await?, options.limits(), ran))
}

/// Connections to a database that was looked at already.
pub(crate) async fn pool(
    server: &Server,
    options: &DatabaseOptions,
) -> Result<PgPool, OpenFailure> {
    let health = Arc::new(ConnectionHealth::default());
    let on_release = Arc::clone(&health);
    let pool = PgPoolOptions::new()
        .max_connections(options.max_connections)
        .acquire_timeout(options.acquire_timeout)
        .idle_timeout(IDLE_TIMEOUT)
        .max_lifetime(MAX_LIFETIME)
        .test_before_acquire(false)
        .before_acquire(move |connection, used| {
            let health = Arc::clone(&health);
            Box::pin(async move { health.before_use(connection, used.idle_for).await })
        })
        // sqlx asks the server once more behind it, without an end. Both are off the path of requests: without this one, queries take as
        // long as with it.
        .after_release(move |connection, _| {
            let health = Arc::clone(&on_release);
            Box::pin(async move { health.test(connection).await })
        })
        .connect_with(server.connect().clone())
        .await;
    Ok(pool.map_err(|error| ServerError::from_sql(server.name(), error))?)
}

/// Brings the database up to date where that is wanted, over a connection of its own.
async fn prepare(
    server: &Server,
    opening: Opening,
    options: &DatabaseOptions,
) -> Result<usize, OpenFailure> {
    let failed = |error| OpenFailure::from(ServerError::from_sql(server.name(), error));
    let mut connection = with_timeout(server, server.connect().connect()).await?;
    let limits = options.limits_of(MIGRATION_TIMEOUT, MIGRATION_LOCK_TIMEOUT);
    with_timeout(server, check_compatible(server, &mut connection, &limits)).await??;
    let schema = migrations::schema((&mut connection, &limits), server.name(), failed);
    let schema = tokio::time::timeout(CONNECT_TIMEOUT, schema).await;
    let silent = |_| ServerError::silent(server.name(), CONNECT_TIMEOUT.as_millis());
    let schema = schema.map_err(silent)??;
    let mut ran = 0;
    if opening == Opening::AsItIs {
        schema.ensure_up_to_date(server.name())?;
    } else if !schema.pending.is_empty() {
        ran = migrate(server, &mut connection, &limits, options.schema.as_ref()).await?;
    }
    // Not a failure when the server closed it first.
    tokio::time::timeout(CONNECT_TIMEOUT, connection.close())
        .await
        .ok();
    Ok(ran)
}

/// Runs the migrations in one transaction, which holds the lock: behind a pooler, nothing else stays with one connection of the server.
/// Bounded by the limits; a server that dies meanwhile closes the connection. Returns how many were run.
async fn migrate(
    server: &Server,
    connection: &mut PgConnection,
    limits: &Limits,
    schema: Option<&SchemaName>,
) -> Result<usize, OpenFailure> {
    let failed = |error| OpenFailure::from(ServerError::from_sql(server.name(), error));
    let begin = AssertSqlSafe(limits.begin());
    let mut transaction = connection.begin_with(begin).await.map_err(failed)?;
    // Its number is ours alone: any one will do, as long as it stays the same.
    sqlx::raw_sql("SELECT pg_advisory_xact_lock(7269355120461)")
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    if let Some(schema) = schema {
        schema::ensure(server, &mut transaction, schema).await?;
    }
    migrations::make_table(&mut *transaction)
        .await
        .map_err(failed)?;
    let target = Target::Postgres(&mut transaction, None);
    let ran = migrations::apply(target, server.name(), failed).await?;
    transaction.commit().await.map_err(failed)?;
    Ok(ran)
}

/// Waits for a step of opening up to a limit.
pub(crate) async fn with_timeout<T>(
    server: &Server,
    step: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, OpenFailure> {
    match tokio::time::timeout(CONNECT_TIMEOUT, step).await {
        Ok(done) => Ok(done.map_err(|error| ServerError::from_sql(server.name(), error))?),
        Err(_) => Err(ServerError::silent(server.name(), CONNECT_TIMEOUT.as_millis()).into()),
    }
}

/// Looks at a database that is only read, over a connection of its own.
pub(crate) async fn visit(server: &Server, limits: &Limits) -> Result<(), OpenFailure> {
    let mut connection = with_timeout(server, server.connect().connect()).await?;
    let encoding = encoding(server, &mut connection, limits);
    with_timeout(server, encoding).await??;
    tokio::time::timeout(CONNECT_TIMEOUT, connection.close())
        .await
        .ok();
    Ok(())
}

/// Whether the database can hold what is kept. The inner error says why not.
pub(crate) async fn check_compatible(
    server: &Server,
    connection: &mut PgConnection,
    limits: &Limits,
) -> Result<Result<(), ServerError>, sqlx::Error> {
    let read_only = sql::query_as::<(String,)>("SELECT current_setting('transaction_read_only')");
    let (read_only,) = read_only.fetch_one((&mut *connection, limits)).await?;
    if read_only == "on" {
        let problem = ServerProblem::ReadOnly;
        return Ok(Err(ServerError::unusable(server.name(), problem)));
    }
    encoding(server, connection, limits).await
}

/// Whether texts arrive as they are written.
async fn encoding(
    server: &Server,
    connection: &mut PgConnection,
    limits: &Limits,
) -> Result<Result<(), ServerError>, sqlx::Error> {
    let encoding = sql::query_as::<(String,)>("SELECT current_setting('server_encoding')");
    let (encoding,) = encoding.fetch_one((connection, limits)).await?;
    Ok(match encoding.as_str() {
        "UTF8" => Ok(()),
        _ => {
            let problem = ServerProblem::Encoding(encoding);
            Err(ServerError::unusable(server.name(), problem))
        }
    })
}
