use jiff::Timestamp;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::examination::{DatabaseState, Examination, Kept, ahead};
use crate::migrations::{self, Schema};
use crate::open_error::OpenFailure;
use crate::options::DatabaseOptions;
use crate::postgres::connect::{check_compatible, with_timeout};
use crate::postgres::error::ServerError;
use crate::postgres::server::Server;

/// Looks at a database over a connection of its own.
pub(crate) async fn examine(
    server: &Server,
    options: DatabaseOptions,
) -> Result<Examination, OpenFailure> {
    let failed = |error| OpenFailure::from(ServerError::from_sql(server.name(), error));
    let limits = options.limits();
    let mut connection = with_timeout(server, server.connect().connect()).await?;
    with_timeout(server, check_compatible(server, &mut connection, &limits)).await??;
    let Schema { pending, newer } =
        migrations::schema((&mut connection, &limits), server.name(), failed).await?;
    let before = Timestamp::now();
    let clock = sql::query_as::<(i64,)>(
        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
    );
    let (there,) = with_timeout(server, clock.fetch_one((&mut connection, &limits))).await?;
    let after = Timestamp::now();
    let kept = match pending.len() {
        0 => with_timeout(server, Kept::read((&mut connection, &limits))).await?,
        _ => Kept::default(),
    };
    // Not a failure when the server closed it first.
    connection.close().await.ok();
    let there = Timestamp::from_millisecond(there).ok();
    let name = server.name().to_owned();
    Ok(Examination {
        newer,
        clock_ahead: there.map(|there| ahead(before, there, after)),
        kept,
        ..Examination::of_nothing(name, DatabaseState::PendingMigrations(pending.len()))
    })
}
