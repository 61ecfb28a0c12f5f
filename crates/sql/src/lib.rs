//! Queries that run on SQLite and on PostgreSQL as they are: `$1` placeholders, `TEXT` and `BIGINT`.
//!
//! A pooler in front of PostgreSQL may give each transaction another connection of the server. So a query is one message: its limits
//! (`SET LOCAL`), the statement and its values, in one implicit transaction. Nothing is prepared, nothing outlives the transaction, and
//! there is one round trip.

mod bounded;
mod limits;
mod literal;
mod pool;
mod query;
mod row;
mod schema_name;
mod target;
mod value;

pub use bounded::{QueryError, bounded};
pub use limits::Limits;
pub use pool::{Pool, Transaction};
pub use query::{Query, Row, query, query_as};
pub use schema_name::{InvalidSchemaName, SchemaName};
pub use target::Target;
pub use value::Value;
