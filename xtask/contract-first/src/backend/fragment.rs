use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

/// A name that code uses from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// Where it is defined, as the language writes it.
    pub module: String,
    /// The name.
    pub name: String,
}

/// The helpers of a language whose fragments need none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoHelper {}

/// A piece of generated code, and what it needs around it. Whoever writes the code records that; nobody searches its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment<H = NoHelper> {
    /// The code.
    pub text: String,
    /// The names that it uses from elsewhere.
    pub imports: BTreeSet<Import>,
    /// The helpers of the package that it calls.
    pub helpers: BTreeSet<H>,
}

impl<H: Ord> Fragment<H> {
    /// Code that needs nothing.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            imports: BTreeSet::new(),
            helpers: BTreeSet::new(),
        }
    }

    /// A name from elsewhere, as it stands.
    pub fn imported(module: impl Into<String>, name: impl Into<String>) -> Self {
        let name = name.into();
        Self::plain(name.clone()).with(module, name)
    }

    /// The same, which uses a name from elsewhere, too.
    pub fn with(mut self, module: impl Into<String>, name: impl Into<String>) -> Self {
        self.imports.insert(Import {
            module: module.into(),
            name: name.into(),
        });
        self
    }

    /// Several pieces as one, with a text between them: it needs what they need.
    pub fn join(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::plain("");
        let mut texts = Vec::new();
        for part in parts {
            texts.push(part.text);
            joined.imports.extend(part.imports);
            joined.helpers.extend(part.helpers);
        }
        joined.map(|_| texts.join(between))
    }

    /// The same, which calls a helper, too.
    pub fn needing(mut self, helper: H) -> Self {
        self.helpers.insert(helper);
        self
    }

    /// The same code inside other code.
    pub fn map(mut self, write: impl FnOnce(&str) -> String) -> Self {
        self.text = write(&self.text);
        self
    }
}

/// As its text: templates print nothing else of it.
impl<H> Serialize for Fragment<H> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
