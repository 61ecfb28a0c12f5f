//! Statements for many rows. They are made of constants and placeholders; values are bound.

use std::collections::{BTreeMap, HashSet};

use sql::{Query, Transaction};
use sqlx::AssertSqlSafe;

use crate::bulk::row::Row;
use crate::ids::digits;
use crate::placeholders::{self, MAX_ROWS, placeholders};

/// Stores rows that nothing else is in the way of. Returns how many were stored.
pub(super) async fn insert<R: Row>(
    transaction: &mut Transaction,
    rows: &[&R],
) -> sqlx::Result<usize> {
    let mut inserted = 0;
    for rows in rows.chunks(MAX_ROWS) {
        let statement = format!(
            "INSERT INTO {} ({}) VALUES {} ON CONFLICT DO NOTHING",
            R::TABLE,
            R::COLUMNS.join(", "),
            placeholders::rows(rows.len(), R::COLUMNS.len())
        );
        let query = sql::query(AssertSqlSafe(statement));
        let query = rows
            .iter()
            .flat_map(|row| row.texts())
            .fold(query, |query, text| query.bind(text));
        inserted += usize::try_from(query.execute(&mut *transaction).await?).unwrap_or(usize::MAX);
    }
    Ok(inserted)
}

/// The rows in the database that share a name with one of these.
pub(super) async fn sharing_names<R: Row>(
    transaction: &mut Transaction,
    rows: &[(u64, R)],
) -> sqlx::Result<Vec<R>> {
    let mut found = Vec::new();
    for rows in rows.chunks(MAX_ROWS) {
        let mut by_columns: BTreeMap<&[&str], Vec<Vec<&str>>> = BTreeMap::new();
        for (columns, values) in rows.iter().flat_map(|(_, row)| row.look_ups()) {
            by_columns.entry(columns).or_default().push(values);
        }
        let mut bound = 0;
        let mut conditions = Vec::new();
        for (columns, values) in &by_columns {
            conditions.push(condition(columns, values.len(), bound));
            bound += columns.len() * values.len();
        }
        let columns = R::COLUMNS.join(", ");
        let statement = format!(
            "SELECT {columns} FROM {} WHERE {}",
            R::TABLE,
            conditions.join(" OR ")
        );
        let query: Query<R> = sql::query_as(AssertSqlSafe(statement));
        let values = by_columns.values().flatten().flatten();
        let query = values.fold(query, |query, value| query.bind(*value));
        found.extend(query.fetch_all(&mut *transaction).await?);
    }
    Ok(found)
}

/// The ids of those of the keys that were revoked, or removed at the end of a roll.
pub(super) async fn ended_keys<R: Row>(
    transaction: &mut Transaction,
    rows: &[(u64, R)],
) -> sqlx::Result<HashSet<String>> {
    let ids = rows.iter().filter_map(|(_, row)| row.key_id());
    let ids: Vec<_> = ids.map(|id| digits(&id)).collect();
    existing(transaction, "ended_api_keys", &ids).await
}

/// Those of the ids that a table has.
pub(super) async fn existing(
    transaction: &mut Transaction,
    table: &str,
    ids: &[impl AsRef<str>],
) -> sqlx::Result<HashSet<String>> {
    let mut found = HashSet::new();
    for ids in ids.chunks(MAX_ROWS) {
        let condition = condition(&["id"], ids.len(), 0);
        let statement = format!("SELECT id FROM {table} WHERE {condition}");
        let query: Query<(String,)> = sql::query_as(AssertSqlSafe(statement));
        let query = ids.iter().fold(query, |query, id| query.bind(id.as_ref()));
        let rows = query.fetch_all(&mut *transaction).await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}

/// Rows by their key, from the first behind `after` on.
pub(super) async fn page<R: Row>(
    transaction: &mut Transaction,
    after: Option<&R>,
    limit: i64,
) -> sqlx::Result<Vec<R>> {
    let (columns, key) = (R::COLUMNS.join(", "), R::KEY.join(", "));
    let behind = match after {
        None => String::new(),
        Some(_) => format!("WHERE ({key}) > ({}) ", placeholders(0, R::KEY.len())),
    };
    let limit_at = after.map_or(0, |_| R::KEY.len()) + 1;
    let table = R::TABLE;
    let statement =
        format!("SELECT {columns} FROM {table} {behind}ORDER BY {key} LIMIT ${limit_at}");
    let query: Query<R> = sql::query_as(AssertSqlSafe(statement));
    let after = after.map(R::key).into_iter().flatten();
    let query = after.fold(query, |query, text| query.bind(text));
    query.bind(limit).fetch_all(&mut *transaction).await
}

/// How many rows there are.
pub(super) async fn count<R: Row>(transaction: &mut Transaction) -> sqlx::Result<u64> {
    let statement = format!("SELECT COUNT(*) FROM {}", R::TABLE);
    let query: Query<(i64,)> = sql::query_as(AssertSqlSafe(statement));
    let (count,) = query.fetch_one(&mut *transaction).await?;
    Ok(count.unsigned_abs())
}

/// Whether a row has one of so many values in a column, or of so many pairs in two.
fn condition(columns: &[&str], values: usize, bound: usize) -> String {
    if let [column] = columns {
        return format!("{column} IN ({})", placeholders(bound, values));
    }
    let alternative = |value: usize| {
        let start = bound + value * columns.len() + 1;
        let equal = |(at, column): (usize, &&str)| format!("{column} = ${}", start + at);
        let equal: Vec<_> = columns.iter().enumerate().map(equal).collect();
        format!("({})", equal.join(" AND "))
    };
    let alternatives: Vec<_> = (0..values).map(alternative).collect();
    alternatives.join(" OR ")
}
