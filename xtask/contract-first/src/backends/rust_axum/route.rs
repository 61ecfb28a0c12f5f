use serde::Serialize;

use super::server::Written;
use super::tag::Tags;
use crate::backend::names::literal;

/// What the router needs of a path.
#[derive(Serialize)]
pub struct Route {
    path: String,
    /// The value of the header `Allow`.
    allow: String,
    methods: Vec<Handler>,
}

#[derive(Serialize)]
struct Handler {
    method: String,
    module: String,
    handler: String,
}

/// The routes of all operations; those of one path follow each other.
pub fn routes(operations: &[Written], tags: &Tags) -> Vec<Route> {
    let routes = operations
        .chunk_by(|one, next| one.operation.path == next.operation.path)
        .map(|operations| Route {
            path: literal(&operations[0].operation.path),
            allow: literal(&allowed(operations).join(", ")),
            methods: operations
                .iter()
                .map(|written| Handler {
                    method: written.operation.method.clone(),
                    module: tags.module(written.tag).to_owned(),
                    handler: written.data.method.clone(),
                })
                .collect(),
        });
    routes.collect()
}

/// The methods that a path takes.
fn allowed<'o>(operations: &[Written<'o>]) -> Vec<&'o str> {
    let methods: Vec<_> = operations
        .iter()
        .map(|written| written.operation.method.as_str())
        .collect();
    let mut allowed = Vec::new();
    for method in &methods {
        allowed.push(*method);
        // axum answers HEAD where it answers GET.
        if *method == "GET" && !methods.contains(&"HEAD") {
            allowed.push("HEAD");
        }
    }
    allowed
}
