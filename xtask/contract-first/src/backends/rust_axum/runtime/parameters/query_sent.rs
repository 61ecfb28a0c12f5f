use crate::parameters::{QueryPairs, once};
use crate::rejection::Rejection;

/// The only value of a name in the query, as it was sent.
pub(crate) fn query_sent<'r>(
    pairs: &QueryPairs<'r>,
    name: &str,
) -> Result<Option<&'r str>, Rejection> {
    once(name, pairs.values(name))
}
