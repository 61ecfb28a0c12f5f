use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use axum::extract::MatchedPath;
use axum::http::Method;
use tokio::task_local;

use crate::deadline::Deadline;
use crate::identity_token::IdentityToken;
use crate::resolved::Resolved;

task_local! {
    static CURRENT: Arc<RequestContext>;
}

/// What is known of a request, for whatever works on it: the stub passes on no more than the arguments of the contract.
///
/// Log lines carry it. Never in it: queries, bodies, credentials, and paths as sent, because those of pages grant access.
#[derive(Debug)]
pub struct RequestContext {
    /// Its method.
    pub method: Method,
    /// The pattern of its path; unknown paths have none.
    pub route: Option<MatchedPath>,
    /// Its id, from the caller or made up.
    pub request_id: String,
    /// Its trace, where traces are collected.
    pub trace_id: Option<String>,
    /// Where it comes from, when that is known.
    pub client: Option<IpAddr>,
    /// When the billing provider must have answered.
    pub deadline: Deadline,
    /// What it brings along about its user, where that is looked at. It does not print itself.
    pub identity_token: Option<IdentityToken>,
    /// Whose it turned out to be, and by which credential.
    pub caller: OnceLock<Resolved>,
}

impl RequestContext {
    /// Has everything that `work` does belong to this request.
    pub fn scope<F: Future>(self: &Arc<Self>, work: F) -> impl Future<Output = F::Output> + use<F> {
        CURRENT.scope(Arc::clone(self), work)
    }

    /// The same for what is done at once.
    pub fn sync_scope<T>(self: &Arc<Self>, work: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(Arc::clone(self), work)
    }

    /// Reads the context of the current request, if there is one.
    pub fn with_current<T>(read: impl FnOnce(&Self) -> T) -> Option<T> {
        CURRENT.try_with(|context| read(context)).ok()
    }
}

/// Of no request in particular.
impl Default for RequestContext {
    fn default() -> Self {
        Self {
            method: Method::GET,
            route: None,
            request_id: String::new(),
            trace_id: None,
            client: None,
            deadline: Deadline::never(),
            identity_token: None,
            caller: OnceLock::new(),
        }
    }
}
