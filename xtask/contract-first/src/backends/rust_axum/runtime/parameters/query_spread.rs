use serde::de::DeserializeOwned;

use crate::forms::{Form, Node};
use crate::json;
use crate::rejection::Rejection;

/// An object whose properties are pairs of the query by themselves; `None` when none of them is there.
pub(crate) fn query_spread<T: DeserializeOwned>(
    node: &Node,
    form: &Form,
) -> Result<Option<T>, Rejection> {
    let value = node
        .properties(form)
        .map(|own| json::located(form.value(&own)));
    value.transpose().map_err(Rejection::Parameter)
}
