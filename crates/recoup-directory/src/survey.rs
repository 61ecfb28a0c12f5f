use directory::OutsideDatabase;
use sql::QueryError;

use crate::column::columns_of;
use crate::hidden_rows::Visibility;
use crate::shortfall::Shortfall;
use crate::table::{SCHEMA, Table};

/// Columns with their types, and whether the user may read them.
const COLUMNS: &str = "SELECT CAST(attname AS text), format_type(atttypid, NULL), has_column_privilege(attrelid, attnum, 'SELECT') \
     FROM pg_attribute WHERE attrelid = (SELECT pg_class.oid FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
     WHERE nspname = $1 AND relname = $2) AND attnum > 0 AND NOT attisdropped";

/// An index that finds rows by their hash: on that column first, of all rows that have one.
const INDEX: &str = "SELECT EXISTS (SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam \
     JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] WHERE indrelid = to_regclass($1) AND attname = 'key_hash' \
     AND indisvalid AND amname IN ('btree', 'hash') \
     AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) = '(key_hash IS NOT NULL)'))";

/// Compares tables with what is read in them.
pub(crate) async fn survey(
    database: &OutsideDatabase,
    tables: &[Table],
) -> Result<Vec<Shortfall>, QueryError> {
    let pool = database.pool();
    let user = sql::query_as::<(String, bool)>(
        "SELECT quote_ident(current_user), COALESCE(has_schema_privilege(to_regnamespace($1), 'USAGE'), false)",
    )
    .bind(SCHEMA);
    let (user, has_schema) = database.bounded(user.fetch_one(pool)).await?;
    if !has_schema {
        return Ok(vec![Shortfall::NoSchema { user }]);
    }
    let mut shortfalls = Vec::new();
    for table in tables {
        let columns = sql::query_as::<(String, String, bool)>(COLUMNS)
            .bind(SCHEMA)
            .bind(table.name());
        let columns = database.bounded(columns.fetch_all(pool)).await?;
        if columns.is_empty() {
            shortfalls.push(Shortfall::NoTable(*table));
            continue;
        }
        shortfalls.extend(column_shortfalls(*table, &columns, &user));
        let visible = database.bounded(Visibility::of(pool, *table)).await?;
        shortfalls.extend(match visible {
            Visibility::All | Visibility::ByPolicy { all: true } => None,
            Visibility::ByPolicy { all: false } => Some(Shortfall::PartlyHidden(*table)),
            Visibility::Hidden(hidden) => Some(Shortfall::Hidden(hidden)),
        });
        if *table == Table::ApiKeys {
            let index = sql::query_as::<(bool,)>(INDEX).bind(table.to_string());
            let (has_index,) = database.bounded(index.fetch_one(pool)).await?;
            shortfalls.extend((!has_index).then_some(Shortfall::NoIndex));
        }
    }
    Ok(shortfalls)
}

/// `found` are the names, types and rights of the table's columns.
fn column_shortfalls(table: Table, found: &[(String, String, bool)], user: &str) -> Vec<Shortfall> {
    let mut shortfalls = Vec::new();
    let mut unreadable = Vec::new();
    for column in columns_of(table) {
        let Some((_, found, may_read)) = found.iter().find(|(name, ..)| name == column.name) else {
            shortfalls.push(Shortfall::NoColumn(table, column.name));
            continue;
        };
        if !column.column_type.is(found) {
            shortfalls.push(Shortfall::OtherType {
                table,
                column: column.name,
                expected: column.column_type.name(),
                found: found.clone(),
            });
        }
        if !may_read {
            unreadable.push(column.name);
        }
    }
    if !unreadable.is_empty() {
        shortfalls.push(Shortfall::NoRight {
            table,
            columns: unreadable,
            user: user.to_owned(),
        });
    }
    shortfalls
}
