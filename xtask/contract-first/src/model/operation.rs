use super::body::Body;
use super::parameter::Parameter;
use super::path::PathTemplate;
use super::response::Response;
use super::security::RequiredScheme;
use super::server::Server;
use crate::document::Pointer;

/// A call.
pub struct Operation {
    /// Where it stands.
    pub at: Pointer,
    /// `operationId`
    pub id: String,
    /// What its names in code are made of.
    pub name: String,
    /// In upper case.
    pub method: String,
    /// Its path with placeholders, `/things/{id}`.
    pub path: String,
    /// The path, cut at its slashes and placeholders.
    pub template: PathTemplate,
    /// Where it is served, if that is elsewhere than all others.
    pub server: Option<Server>,
    /// Markdown.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Names of tags; the first says where the operation belongs.
    pub tags: Vec<String>,
    /// Alternatives in the document's order; an empty one needs no credentials. Nothing when no credentials are asked for.
    pub security: Vec<Vec<RequiredScheme>>,
    /// The operation's own, then those of its path.
    pub parameters: Vec<Parameter>,
    /// The body of requests, if they have one.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(method: &str, [summary, description]: [&str; 2]) -> Operation {
        Operation {
            at: Pointer::default(),
            id: "send".to_owned(),
            name: "send".to_owned(),
            method: method.to_owned(),
            path: "/a".to_owned(),
            template: PathTemplate::of("/a"),
            server: None,
            summary: summary.to_owned(),
            description: description.to_owned(),
            deprecated: false,
            tags: Vec::new(),
            security: Vec::new(),
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            callbacks: Vec::new(),
        }
    }

    #[test]
    fn summary_and_description_are_paragraphs() {
        for (texts, expected) in [
            (["Sends.", "Once."], "Sends.\n\nOnce."),
            (["Sends.", ""], "Sends."),
            (["", "Once."], "Once."),
            (["", ""], ""),
        ] {
            assert_eq!(operation("GET", texts).text(), expected);
        }
    }

    #[test]
    fn only_calls_that_may_arrive_twice_are_sent_again() {
        for (method, expected) in [
            ("GET", true),
            ("PUT", true),
            ("DELETE", true),
            ("HEAD", true),
            ("OPTIONS", true),
            ("TRACE", true),
            ("POST", false),
            ("PATCH", false),
        ] {
            let operation = operation(method, ["", ""]);
            assert_eq!(operation.is_idempotent(), expected, "{method}");
        }
    }
}
