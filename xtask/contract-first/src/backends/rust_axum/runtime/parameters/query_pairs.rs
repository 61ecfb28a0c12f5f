use axum::http::request::Parts;

use crate::urlencoded;

/// The pairs of the query: names are decoded, values are not.
pub(crate) struct QueryPairs<'r>(Vec<(String, &'r str)>);

impl<'r> QueryPairs<'r> {
    /// Those of a request.
    pub(crate) fn of(head: &'r Parts) -> Self {
        Self(urlencoded::pairs(head.uri.query().unwrap_or_default()).collect())
    }

    /// The values of a name, as they were sent.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &'r str> {
        let values = self.0.iter().filter(move |(key, _)| key == name);
        values.map(|(_, value)| *value)
    }
}
