use serde::de::DeserializeOwned;

use crate::forms::{Form, Node};
use crate::json;
use crate::rejection::Rejection;

/// A value of several pairs in the query, `name[part]=text`; `None` when it is missing.
pub(crate) fn query_form<T: DeserializeOwned>(
    node: &Node,
    name: &str,
    form: &Form,
) -> Result<Option<T>, Rejection> {
    let value = node.part(name).map(|part| json::located(form.value(part)));
    value
        .transpose()
        .map_err(|violation| Rejection::Parameter(violation.inside(name)))
}
