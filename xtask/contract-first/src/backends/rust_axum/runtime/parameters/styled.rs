use serde::de::DeserializeOwned;

use crate::forms::{Form, Node};
use crate::json;
use crate::parameters::Layout;
use crate::rejection::Rejection;

/// A value that is one text, whatever it holds, as it was sent; `plain` decodes one that is one value. `None` when it is missing.
pub(crate) fn styled<T: DeserializeOwned>(
    name: &str,
    sent: Option<&str>,
    layout: &Layout,
    form: &Form,
    plain: fn(&str) -> String,
) -> Result<Option<T>, Rejection> {
    let value = sent.map(|sent| {
        let node = layout.read(sent);
        let node = node.unwrap_or_else(|| Node::text_of(&plain(sent)));
        json::located(form.value(&node))
    });
    value
        .transpose()
        .map_err(|violation| Rejection::Parameter(violation.inside(name)))
}
