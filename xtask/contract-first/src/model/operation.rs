use super::body::Body;
use super::parameter::Parameter;
use super::response::Response;
use super::security::RequiredScheme;
use crate::document::Pointer;

/// A call.
pub struct Operation {
    pub at: Pointer,
    pub id: String,
    /// In upper case.
    pub method: String,
    pub path: String,
    /// Markdown.
    pub summary: String,
    /// Markdown.
    pub description: String,
    pub deprecated: bool,
    /// Names of tags; the first says where the operation belongs.
    pub tags: Vec<String>,
    /// Alternatives in the document's order; an empty one needs no credentials. Nothing when no credentials are asked for.
    pub security: Vec<Vec<RequiredScheme>>,
    /// The operation's own, then those of its path.
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    /// In the document's order.
    pub responses: Vec<Response>,
    /// Names of requests that the service sends.
    pub callbacks: Vec<String>,
}

impl Operation {
    /// Summary and description, Markdown.
    pub fn text(&self) -> String {
        let parts = [self.summary.as_str(), &self.description];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }

    /// Whether a call may be sent again although the first one may have arrived (RFC 9110, section 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        !matches!(self.method.as_str(), "POST" | "PATCH")
    }
}
