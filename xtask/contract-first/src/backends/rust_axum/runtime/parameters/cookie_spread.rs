use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::forms::{Form, Node};
use crate::json;
use crate::parameters::cookie_values;
use crate::rejection::Rejection;
use crate::urlencoded;

/// An object whose properties are cookies by themselves; `None` when none of them is there.
pub(crate) fn cookie_spread<T: DeserializeOwned>(
    head: &Parts,
    form: &Form,
) -> Result<Option<T>, Rejection> {
    let cookies = cookie_values(head);
    let cookies =
        cookies.map(|(name, value)| (name.to_owned(), urlencoded::percent_decoded(value)));
    let value = Node::object(cookies).properties(form);
    let value = value.map(|own| json::located(form.value(&own)));
    value.transpose().map_err(Rejection::Parameter)
}
