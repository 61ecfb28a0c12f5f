use super::body::Body;
use super::parameter::Parameter;
use super::response::Response;

/// A call.
pub struct Operation {
    pub id: String,
    /// In upper case.
    pub method: String,
    pub path: String,
    /// Summary and description, Markdown.
    pub text: String,
    pub deprecated: bool,
    /// Alternatives in the document's order, by index of their schemes; an empty one needs no credentials.
    pub security: Vec<Vec<usize>>,
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
