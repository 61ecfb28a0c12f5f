use std::borrow::Cow;

use accounts::RequestContext;

use crate::telemetry::request_trace::method_name;

/// What each log line of a request says of it. Not a span of `tracing`, which costs more than the line.
pub(crate) fn request_fields(
    context: &RequestContext,
) -> impl Iterator<Item = (&'static str, Cow<'_, str>)> {
    let account = context.account.get();
    let route = context.route.as_ref().map(|route| route.as_str().into());
    let fields = [
        ("method", Some(method_name(&context.method).into())),
        ("route", route),
        ("request_id", Some(context.request_id.as_str().into())),
        ("trace_id", context.trace_id.as_deref().map(Cow::from)),
        ("account_id", account.map(|id| id.to_string().into())),
    ];
    let fields = fields.into_iter();
    fields.filter_map(|(name, value)| Some((name, value?)))
}
