use std::fmt;

/// What does not fit the document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The field or parameter by its name on the wire, such as `returnUrl` or `lines[2].price`;
    /// empty for the body as a whole.
    pub field: String,
    /// What is wrong, to be read behind the field's name: `is required`.
    pub problem: String,
}

impl Violation {
    /// The same, seen from around a field.
    #[must_use]
    pub fn inside(mut self, outer: &str) -> Self {
        self.field = match self.field.as_str() {
            _ if outer.is_empty() => return self,
            "" => outer.to_owned(),
            item if item.starts_with('[') => format!("{outer}{item}"),
            inner => format!("{outer}.{inner}"),
        };
        self
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.as_str() {
            "" => write!(f, "The request body {}", self.problem),
            field => write!(f, "{field} {}", self.problem),
        }
    }
}
