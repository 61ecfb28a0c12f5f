use jiff::Timestamp;
use sql::Limits;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::database::DatabaseOptions;
use crate::examination::{DatabaseState, Examination, Kept, ahead};
use crate::migrations::{self, Schema};
use crate::open_error::OpenError;
use crate::postgres::connect::{in_time, suits};
use crate::postgres::error::ServerError;
use crate::postgres::server::Server;

/// Looks at a database over a connection of its own.
pub(crate) async fn examine(
    server: &Server,
    options: DatabaseOptions,
) -> Result<Examination, OpenError> {
    let failed = |error| OpenError::from(ServerError::from_sql(server, error));
    let limits = Limits::new(options.query_timeout, options.lock_timeout);
    let mut connection = in_time(server, server.connect().connect()).await?;
    in_time(server, suits(server, &mut connection, &limits)).await??;
    let Schema { lacks, newer } =
        migrations::schema((&mut connection, &limits), server.name(), failed).await?;
    let before = Timestamp::now();
    let clock = sql::query_as::<(i64,)>(
        "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
    );
    let (there,) = in_time(server, clock.fetch_one((&mut connection, &limits))).await?;
    let after = Timestamp::now();
    let kept = match lacks.len() {
        0 => in_time(server, Kept::read((&mut connection, &limits))).await?,
        _ => Kept::default(),
    };
    // That the server closed it first is no failure.
    connection.close().await.ok();
    let there = Timestamp::from_millisecond(there).ok();
    let name = server.name().to_owned();
    Ok(Examination {
        newer,
        clock_ahead: there.map(|there| ahead(before, there, after)),
        kept,
        ..Examination::of_nothing(name, DatabaseState::Lacks(lacks.len()))
    })
}
