use std::marker::PhantomData;
use std::time::{Duration, Instant};

use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _, future, stream};
use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Either, Executor, FromRow, Postgres, SqlSafeStr, SqlStr, Sqlite};

use crate::limits::Limits;
use crate::literal::with_values;
use crate::target::Target;
use crate::value::Value;

/// A statement is slow from this time on.
const SLOW: Duration = Duration::from_secs(1);

/// What a row of either database can be read as.
pub trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

impl<T> Row for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

/// A statement with values for its placeholders, whose rows are read as `T`.
#[must_use = "a query does nothing until it is run"]
pub struct Query<T = ()> {
    statement: SqlStr,
    values: Vec<Value>,
    row: PhantomData<fn() -> T>,
}

/// A statement whose rows, if it has any, are not read.
pub fn query(statement: impl SqlSafeStr) -> Query {
    query_as(statement)
}

/// A statement whose rows are read as `T`: a struct of [`row!`](macro@crate::row), or a tuple.
pub fn query_as<T>(statement: impl SqlSafeStr) -> Query<T> {
    Query {
        statement: statement.into_sql_str(),
        values: Vec::new(),
        row: PhantomData,
    }
}

impl<T: Row> Query<T> {
    /// Gives the next placeholder its value.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Returns how many rows were changed.
    ///
    /// # Errors
    /// The query failed.
    pub async fn execute<'a>(self, on: impl Into<Target<'a>>) -> sqlx::Result<u64> {
        let done = self.run(on.into());
        done.try_fold(0, |sum, step| {
            future::ok(sum + step.left().unwrap_or_default())
        })
        .await
    }

    /// The rows, one by one.
    pub fn fetch<'a>(self, on: impl Into<Target<'a>>) -> BoxStream<'a, sqlx::Result<T>> {
        let rows = self.run(on.into());
        rows.try_filter_map(|step| future::ok(step.right())).boxed()
    }

    /// All rows.
    ///
    /// # Errors
    /// The query failed, or a row cannot be read.
    pub async fn fetch_all<'a>(self, on: impl Into<Target<'a>>) -> sqlx::Result<Vec<T>> {
        self.fetch(on).try_collect().await
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Self::fetch_all`].
    pub async fn fetch_optional<'a>(self, on: impl Into<Target<'a>>) -> sqlx::Result<Option<T>> {
        // To the end: a statement that writes has to complete.
        Ok(self.fetch_all(on).await?.into_iter().next())
    }

    /// The first row, which has to exist.
    ///
    /// # Errors
    /// As [`Self::fetch_all`], and when there is no row.
    pub async fn fetch_one<'a>(self, on: impl Into<Target<'a>>) -> sqlx::Result<T> {
        let row = self.fetch_optional(on).await?;
        row.ok_or(sqlx::Error::RowNotFound)
    }

    fn run<'a>(self, on: Target<'a>) -> Steps<'a, T> {
        match on {
            Target::SqlitePool(pool) => self.on_sqlite(pool),
            Target::Sqlite(connection) => self.on_sqlite(connection),
            Target::PostgresPool(pool, limits) => self.on_postgres(pool, Some(limits)),
            Target::Postgres(connection, limits) => self.on_postgres(connection, limits),
        }
    }

    fn on_sqlite<'a>(self, executor: impl Executor<'a, Database = Sqlite>) -> Steps<'a, T> {
        let query = sqlx::query_with(self.statement, SqliteArguments::default());
        let query = self
            .values
            .into_iter()
            .fold(query, |query, value| match value {
                Value::Text(text) => query.bind(text),
                Value::Integer(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes),
            });
        let steps = executor.fetch_many(query);
        steps
            .map(|step| read(step?, |done| done.rows_affected()))
            .boxed()
    }

    fn on_postgres<'a>(
        self,
        executor: impl Executor<'a, Database = Postgres>,
        limits: Option<&Limits>,
    ) -> Steps<'a, T> {
        let Some(statement) = with_values(self.statement.as_str(), &self.values) else {
            let error = "a placeholder has no value".into();
            return stream::once(future::err(sqlx::Error::Encode(error))).boxed();
        };
        let before = limits.map(Limits::before_statement).unwrap_or_default();
        let start = Instant::now();
        let steps =
            executor.fetch_many(sqlx::raw_sql(AssertSqlSafe(format!("{before}{statement}"))));
        let steps = steps.map(|step| read(step?, |done| done.rows_affected()));
        let slow = stream::once(future::lazy(move |_| warn_if_slow(&self.statement, start)));
        steps
            .chain(slow.filter_map(|()| future::ready(None)))
            .boxed()
    }
}

/// As sqlx warns of statements with placeholders; here its own warning would show the values.
fn warn_if_slow(statement: &SqlStr, start: Instant) {
    let elapsed = start.elapsed();
    if elapsed >= SLOW {
        tracing::warn!(statement = statement.as_str(), ?elapsed, "slow statement");
    }
}

/// Rows, and how many were changed.
type Steps<'a, T> = BoxStream<'a, sqlx::Result<Either<u64, T>>>;

fn read<Done, R: sqlx::Row, T: for<'r> FromRow<'r, R>>(
    step: Either<Done, R>,
    changed: impl Fn(Done) -> u64,
) -> sqlx::Result<Either<u64, T>> {
    Ok(match step {
        Either::Left(done) => Either::Left(changed(done)),
        Either::Right(row) => Either::Right(T::from_row(&row)?),
    })
}
