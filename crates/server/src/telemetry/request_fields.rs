use std::fmt::Display;

use accounts::{CredentialName, RequestContext};

use crate::telemetry::context_value::ContextValue;
use crate::telemetry::request_trace::method_name;

/// What each log line of a request says of it. Not a span of `tracing`, which costs more than the line.
pub(crate) fn request_fields(
    context: &RequestContext,
) -> impl Iterator<Item = (&'static str, ContextValue<'_>)> {
    let caller = context.caller.get();
    let (key, issuer) = match caller.map(|caller| &caller.credential) {
        Some(CredentialName::Key(id)) => (Some(id), None),
        Some(CredentialName::Issuer(issuer)) => (None, Some(&**issuer)),
        None => (None, None),
    };
    let text = |text: Option<_>| text.map(ContextValue::Text);
    let fields = [
        ("method", text(Some(method_name(&context.method)))),
        (
            "route",
            text(context.route.as_ref().map(|route| route.as_str())),
        ),
        ("request_id", text(Some(context.request_id.as_str()))),
        ("trace_id", text(context.trace_id.as_deref())),
        ("client_address", shown(context.client.as_ref())),
        ("account_id", shown(caller.map(|caller| &caller.account))),
        ("key_id", shown(key)),
        ("token_issuer", text(issuer)),
    ];
    let fields = fields.into_iter();
    fields.filter_map(|(name, value)| Some((name, value?)))
}

fn shown<T: Display>(value: Option<&T>) -> Option<ContextValue<'_>> {
    value.map(|value| ContextValue::Shown(value))
}
