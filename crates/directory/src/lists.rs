//! Rows are put in order here, not by the database: the order of texts is each database's own there, and a time may stand in any form
//! of other services.

use std::collections::BTreeMap;

use accounts::CountedPage;
use futures_util::{Stream, TryStreamExt as _};
use jiff::Timestamp;

use crate::database::Database;
use crate::query_error::QueryError;

/// Rows are sorted by their time, then by what names them. What is not a time comes last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    time: Result<Timestamp, String>,
    name: [String; 2],
}

impl SortKey {
    pub(crate) fn of(stored: &str, first: &str, second: &str) -> Self {
        Self {
            time: stored.parse().map_err(|_| stored.to_owned()),
            name: [first, second].map(str::to_owned),
        }
    }
}

/// A row of a list; no two have the same key.
pub(crate) trait Sorted {
    fn sort_key(&self) -> SortKey;
}

impl Database {
    /// The oldest of these rows. No more than `limit` of them are in memory at a time.
    pub(crate) async fn oldest<Row, T>(
        &self,
        mut rows: impl Stream<Item = Result<Row, sqlx::Error>> + Send + Unpin,
        limit: usize,
    ) -> Result<CountedPage<T>, QueryError>
    where
        Row: Sorted + Send,
        T: TryFrom<Row, Error = QueryError>,
    {
        let read = async {
            let (mut first, mut total) = (BTreeMap::new(), 0);
            while let Some(row) = rows.try_next().await? {
                total += 1;
                first.insert(row.sort_key(), row);
                if first.len() > limit {
                    first.pop_last();
                }
            }
            Ok((first, total))
        };
        let (first, total) = self.bounded(read).await?;
        let rows: Result<_, _> = first.into_values().map(T::try_from).collect();
        Ok(CountedPage { rows: rows?, total })
    }
}

#[cfg(test)]
mod tests;
