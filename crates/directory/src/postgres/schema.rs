use sql::{SchemaName, Target};
use sqlx::{AssertSqlSafe, PgConnection};

use crate::open_error::OpenFailure;
use crate::postgres::error::{ServerError, ServerProblem};
use crate::postgres::server::Server;

/// Creates a schema where there is none, in a transaction of the caller's.
pub(crate) async fn ensure(
    server: &Server,
    transaction: &mut PgConnection,
    schema: &SchemaName,
) -> Result<(), OpenFailure> {
    let failed = |error| ServerError::from_sql(server.name(), error);
    // `IF NOT EXISTS` would ask for the right to create one even where it exists.
    let state = sql::query_as::<(bool, bool, String)>(
        "SELECT to_regnamespace($1) IS NOT NULL, has_database_privilege(current_database(), 'CREATE'), quote_ident(current_user)",
    )
    .bind(schema.as_str());
    let state = state.fetch_one(Target::Postgres(transaction, None)).await;
    let (exists, may_create, user) = state.map_err(failed)?;
    if exists {
        return Ok(());
    }
    if !may_create {
        let schema = schema.to_string();
        let problem = ServerProblem::NoSchema { schema, user };
        return Err(ServerError::unusable(server.name(), problem).into());
    }
    let create = AssertSqlSafe(format!("CREATE SCHEMA {}", schema.quoted()));
    let create = sql::query(create).execute(Target::Postgres(transaction, None));
    create.await.map_err(failed)?;
    Ok(())
}
