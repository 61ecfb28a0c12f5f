use std::fmt;

use crate::settings::sources::Origin;

/// What is wrong with a setting, and the way out.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// The setting by its environment variable, or the unknown name itself.
    pub(crate) setting: String,
    /// Where the value comes from; `None` for a default.
    pub(crate) origin: Option<Origin>,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) remedy: String,
}

impl Problem {
    /// Whether it says anything about this setting, such as how another goes together with it.
    pub(crate) fn names(&self, setting: &str) -> bool {
        let is_part = |char: char| char.is_ascii_uppercase() || char == '_';
        [&self.what, &self.remedy].iter().any(|text| {
            text.split(|char| !is_part(char))
                .any(|word| word == setting)
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.setting)?;
        if let Some(origin) = &self.origin {
            write!(f, " ({origin})")?;
        }
        write!(f, ": {}\n    {}", self.what, self.remedy)
    }
}

/// Every problem of the settings at once. There is at least one.
#[derive(Debug, PartialEq, Eq)]
pub struct Problems(pub(crate) Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => f.write_str("one problem with the settings")?,
            count => write!(f, "{count} problems with the settings")?,
        }
        self.0
            .iter()
            .try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for Problems {}
