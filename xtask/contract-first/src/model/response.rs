use super::documentation::Documentation;
use super::response_content::ResponseContent;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// What the service may answer.
#[derive(Clone)]
pub struct Response {
    /// Where it stands.
    pub at: Pointer,
    /// `200`, `4XX`, `default`.
    pub code: String,
    /// Markdown.
    pub description: String,
    /// The headers that are described.
    pub headers: Vec<Header>,
    /// The forms that its body takes, in the document's order; none where it has no body.
    pub contents: Vec<ResponseContent>,
}

/// A header of a response.
#[derive(Clone)]
pub struct Header {
    /// Its name, in lower case.
    pub name: String,
    /// What the document says of it.
    pub documentation: Documentation,
    /// What values of it are.
    pub shape: TypeRef,
    /// Whether it must be there.
    pub required: bool,
}

impl Response {
    /// Whether it tells of success.
    pub fn is_success(&self) -> bool {
        self.code.starts_with('2')
    }

    /// The statuses that it is for, both ends included; `None` for a code that OpenAPI does not know.
    pub fn statuses(&self) -> Option<(u16, u16)> {
        let code = self.code.as_str();
        if code == "default" {
            return Some((100, 599));
        }
        if let Some(class) = code.strip_suffix("XX").or(code.strip_suffix("xx")) {
            let class: u16 = class.parse().ok()?;
            return Some((class * 100, class * 100 + 99));
        }
        code.parse().ok().map(|status| (status, status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ranges_of_statuses() {
        for (code, statuses, success) in [
            ("200", Some((200, 200)), true),
            ("2XX", Some((200, 299)), true),
            ("4xx", Some((400, 499)), false),
            ("default", Some((100, 599)), false),
            ("XX", None, false),
            ("2X", None, true),
        ] {
            let response = Response {
                at: Pointer::default(),
                code: code.to_owned(),
                description: String::new(),
                headers: Vec::new(),
                contents: Vec::new(),
            };
            assert_eq!(response.statuses(), statuses, "{code}");
            assert_eq!(response.is_success(), success, "{code}");
        }
    }
}
