use std::borrow::Cow;
use std::sync::Arc;

use accounts::Caller;
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use tokio::task_local;

use crate::telemetry::request_trace::{RequestTrace, method_name};

task_local! {
    static CURRENT: Arc<RequestContext>;
}

/// What each log line of a request carries. Not a span of `tracing`, which costs more than the line.
///
/// Never in it: queries, bodies, credentials, and paths as sent, because those of pages grant access.
#[derive(Debug)]
pub(crate) struct RequestContext {
    method: Method,
    /// The pattern; unknown paths have none.
    route: Option<MatchedPath>,
    request_id: String,
    trace_id: Option<String>,
    caller: Caller,
}

impl RequestContext {
    pub(crate) fn new(request: &Request, request_id: &str, trace: &RequestTrace) -> Arc<Self> {
        Arc::new(Self {
            method: request.method().clone(),
            route: request.extensions().get().cloned(),
            request_id: request_id.to_owned(),
            trace_id: trace.id(),
            caller: Caller::default(),
        })
    }

    /// Has everything that `work` logs belong to the request.
    pub(crate) fn scope<T>(
        self: &Arc<Self>,
        work: impl Future<Output = T>,
    ) -> impl Future<Output = T> {
        CURRENT.scope(Arc::clone(self), self.caller.clone().scope(work))
    }

    /// The same for what is logged at once.
    pub(crate) fn log(self: &Arc<Self>, log: impl FnOnce()) {
        CURRENT.sync_scope(Arc::clone(self), log);
    }

    /// Shows the fields of the current request, if there is one.
    pub(crate) fn with_current<T>(
        show: impl FnOnce(&[(&'static str, Option<Cow<'_, str>>)]) -> T,
    ) -> Option<T> {
        let shown = CURRENT.try_with(|context| {
            let account = context.caller.account();
            show(&[
                ("method", Some(method_name(&context.method).into())),
                (
                    "route",
                    context.route.as_ref().map(|route| route.as_str().into()),
                ),
                ("request_id", Some(context.request_id.as_str().into())),
                ("trace_id", context.trace_id.as_deref().map(Cow::from)),
                (
                    "account_id",
                    account.map(|account| account.to_string().into()),
                ),
            ])
        });
        shown.ok()
    }
}
