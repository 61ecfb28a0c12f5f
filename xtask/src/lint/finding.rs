/// A construct that the pipe refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands in the effective document (JSON pointer, RFC 6901).
    pub pointer: String,
    /// Why it is refused.
    pub reason: String,
    /// What to write instead.
    pub remedy: String,
}

impl Finding {
    /// A finding at a pointer.
    pub fn new(pointer: &Pointer, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            pointer: pointer.0.clone(),
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }
}

/// A place in a document (JSON pointer, RFC 6901).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointer(String);

impl Pointer {
    /// The place one step further in.
    pub fn child(&self, key: impl std::fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{key}", self.0))
    }

    /// The place several steps further in.
    pub fn descend(&self, keys: &[&str]) -> Self {
        keys.iter().fold(self.clone(), |at, key| at.child(key))
    }
}

impl From<&str> for Pointer {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Pointer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
