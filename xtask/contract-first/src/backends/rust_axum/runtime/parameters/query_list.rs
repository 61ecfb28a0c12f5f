use crate::parameters::{Parameter, QueryPairs, items, once};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A list in the query: repeated, or with a separator between. `None` when it is missing.
pub(crate) fn query_list<T: Parameter>(
    pairs: &QueryPairs<'_>,
    name: &str,
    separator: Option<char>,
) -> Result<Option<Vec<T>>, Rejection> {
    let texts = match separator {
        Some(separator) => {
            let sent = once(name, pairs.values(name))?;
            sent.map(|sent| urlencoded::split(sent, separator))
        }
        None => {
            let texts: Vec<_> = pairs.values(name).map(urlencoded::decoded).collect();
            Some(texts).filter(|texts| !texts.is_empty())
        }
    };
    texts.map(|texts| items(name, &texts)).transpose()
}
