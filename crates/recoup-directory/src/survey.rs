use directory::OutsideDatabase;
use sql::QueryError;

use crate::access::Access;
use crate::hidden_rows::Visibility;
use crate::recoup_use::RecoupUse;
use crate::shortfall::Shortfall;
use crate::table::{SCHEMA, Table};

/// Columns with their types, and whether the user may do something with them. Rows are removed as a whole.
const COLUMNS: &str = "SELECT CAST(attname AS text), format_type(atttypid, NULL), CASE WHEN $3 = 'DELETE' \
     THEN has_table_privilege(attrelid, 'DELETE') ELSE has_column_privilege(attrelid, attnum, $3) END \
     FROM pg_attribute WHERE attrelid = (SELECT pg_class.oid FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
     WHERE nspname = $1 AND relname = $2) AND attnum > 0 AND NOT attisdropped";

/// An index that finds rows by their hash: on that column first, of all rows that have one.
const INDEX: &str = "SELECT EXISTS (SELECT FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam \
     JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] WHERE indrelid = to_regclass($1) AND attname = 'key_hash' \
     AND indisvalid AND amname IN ('btree', 'hash') \
     AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) = '(key_hash IS NOT NULL)'))";

/// An index that lets no address be there twice: on that column alone, of all rows.
const UNIQUE: &str = "SELECT EXISTS (SELECT FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] \
     WHERE indrelid = to_regclass($1) AND attname = 'email' AND indisunique AND indisvalid AND indimmediate AND indnkeyatts = 1 \
     AND indpred IS NULL)";

/// Compares tables with what is done with them.
pub(crate) async fn survey(
    database: &OutsideDatabase,
    used: RecoupUse,
) -> Result<Vec<Shortfall>, QueryError> {
    let pool = database.pool();
    let user = sql::query_as::<(String, bool, bool)>(
        "SELECT quote_ident(current_user), COALESCE(has_schema_privilege(to_regnamespace($1), 'USAGE'), false), \
         current_setting('transaction_read_only') = 'on'",
    )
    .bind(SCHEMA);
    let (user, has_schema, is_read_only) = database.bounded(user.fetch_one(pool)).await?;
    if !has_schema {
        return Ok(vec![Shortfall::NoSchema { user }]);
    }
    let mut shortfalls = Vec::new();
    if is_read_only && used.writes() {
        shortfalls.push(Shortfall::ReadOnly);
    }
    for access in used.accesses() {
        for shortfall in of_access(database, access, &user).await? {
            if !shortfalls.contains(&shortfall) {
                shortfalls.push(shortfall);
            }
        }
    }
    let mut has = async |index: &'static str, table: Table, otherwise| {
        if shortfalls.contains(&Shortfall::NoTable(table)) {
            return Ok(());
        }
        let index = sql::query_as::<(bool,)>(index).bind(table.to_string());
        let (has_index,) = database.bounded(index.fetch_one(pool)).await?;
        shortfalls.extend((!has_index).then_some(otherwise));
        Ok::<_, QueryError>(())
    };
    has(INDEX, Table::ApiKeys, Shortfall::NoIndex).await?;
    if used.create_accounts {
        has(UNIQUE, Table::Emails, Shortfall::NotUnique).await?;
    }
    Ok(shortfalls)
}

async fn of_access(
    database: &OutsideDatabase,
    access: Access,
    user: &str,
) -> Result<Vec<Shortfall>, QueryError> {
    let pool = database.pool();
    let Access { table, command, .. } = access;
    let columns = sql::query_as::<(String, String, bool)>(COLUMNS)
        .bind(SCHEMA)
        .bind(table.name())
        .bind(command.keyword());
    let columns = database.bounded(columns.fetch_all(pool)).await?;
    if columns.is_empty() {
        return Ok(vec![Shortfall::NoTable(table)]);
    }
    let mut shortfalls = column_shortfalls(access, &columns, user);
    let visible = database.bounded(Visibility::of(pool, table, command));
    shortfalls.extend(match visible.await? {
        Visibility::All | Visibility::ByPolicy { all: true } => None,
        Visibility::ByPolicy { all: false } => Some(Shortfall::PartlyHidden(table, command)),
        Visibility::Hidden(hidden) => Some(Shortfall::Hidden(hidden)),
    });
    Ok(shortfalls)
}

/// `found` are the names, types and rights of the table's columns.
fn column_shortfalls(
    access: Access,
    found: &[(String, String, bool)],
    user: &str,
) -> Vec<Shortfall> {
    let Access {
        table,
        command,
        columns,
    } = access;
    let mut shortfalls = Vec::new();
    let mut forbidden = Vec::new();
    for column in columns {
        let Some((_, found, is_allowed)) = found.iter().find(|(name, ..)| name == column.name)
        else {
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
        if !is_allowed {
            forbidden.push(column.name);
        }
    }
    if !forbidden.is_empty() {
        shortfalls.push(Shortfall::NoRight {
            table,
            command,
            columns: forbidden,
            user: user.to_owned(),
        });
    }
    shortfalls
}
