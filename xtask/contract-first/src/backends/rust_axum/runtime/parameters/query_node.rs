use axum::http::request::Parts;

use crate::forms::Node;
use crate::rejection::Rejection;

/// The query as a form.
pub(crate) fn query_node(head: &Parts) -> Result<Node, Rejection> {
    Node::read(head.uri.query().unwrap_or_default()).map_err(Rejection::Parameter)
}
