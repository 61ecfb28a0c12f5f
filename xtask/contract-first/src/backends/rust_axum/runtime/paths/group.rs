use std::sync::Arc;

use axum::extract::{Request, State};
use axum::handler::Handler as _;
use axum::routing::{MethodRouter, any};

use crate::exchange::Stub;
use crate::paths::matched;
use crate::rejection::Rejection;
use crate::service::Service;

/// A path as the document has it, and its methods.
pub(crate) type GroupedPath<S> = (&'static str, MethodRouter<Stub<S>>);

/// Several paths that are one route to the router, which knows whole segments only: the first one that fits a request is its path, so
/// the most specific one comes first.
pub(crate) fn group<S: Service + ?Sized>(paths: Vec<GroupedPath<S>>) -> MethodRouter<Stub<S>> {
    let paths: Arc<[GroupedPath<S>]> = paths.into();
    any(async move |State(stub): State<Stub<S>>, request: Request| {
        let path = request.uri().path();
        let fits = |(template, _): &&GroupedPath<S>| matched(template, path).is_some();
        match paths.iter().find(fits) {
            Some((_, methods)) => methods.clone().call(request, stub).await,
            None => stub.turn_away(Rejection::UnknownPath, request),
        }
    })
}
