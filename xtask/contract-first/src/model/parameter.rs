use super::type_ref::TypeRef;

/// A parameter of a call.
pub struct Parameter {
    pub wire: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: String,
    pub text: String,
    pub shape: TypeRef,
    pub required: bool,
    pub style: String,
    pub explode: bool,
    pub form: ParameterForm,
    /// Whether the properties of an object are parameters by themselves.
    pub spread: bool,
}

/// What a parameter's text is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ParameterForm {
    One,
    List,
    /// Pairs with the part in brackets, `name[part]`; a text where the value is one.
    Object,
}

impl Parameter {
    /// What stands between items that are one text; `None` where each item is a parameter of its own, or there is one value only.
    pub fn separator(&self) -> Option<&'static str> {
        match (self.form, self.location.as_str(), self.style.as_str()) {
            (ParameterForm::One, ..) => None,
            (_, "query" | "cookie", _) if self.explode => None,
            (_, "query", "deepObject") => None,
            (_, _, "spaceDelimited") => Some(" "),
            (_, _, "pipeDelimited") => Some("|"),
            _ => Some(","),
        }
    }
}
