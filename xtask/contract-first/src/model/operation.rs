use super::body::Body;
use super::parameter::Parameter;
use super::response::Response;
use super::security::RequiredScheme;

/// A call.
pub struct Operation {
    pub id: String,
    /// In upper case.
    pub method: String,
    pub path: String,
    /// Summary and description, Markdown.
    pub text: String,
    pub deprecated: bool,
    /// Alternatives in the document's order; an empty one needs no credentials. Nothing when no credentials are asked for.
    pub security: Vec<Vec<RequiredScheme>>,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// Single statuses, then ranges, then `default`.
    pub responses: Vec<Response>,
}

impl Operation {
    /// Whether a call may be sent again although the first one may have arrived (RFC 9110, section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        !matches!(self.method.as_str(), "POST" | "PATCH")
    }
}
