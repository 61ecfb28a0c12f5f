use crate::parameters::{Parameter, QueryPairs, once, one};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A parameter of the query; `None` when it is missing.
pub(crate) fn query<T: Parameter>(
    pairs: &QueryPairs<'_>,
    name: &str,
) -> Result<Option<T>, Rejection> {
    let sent = once(name, pairs.values(name))?;
    sent.map(|sent| one(name, &urlencoded::decoded(sent)))
        .transpose()
}
