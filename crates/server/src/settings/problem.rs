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
pub struct Problems {
    pub(crate) problems: Vec<Problem>,
    /// What may have to do with them: variables that no setting has.
    pub(crate) warnings: Vec<String>,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.len() {
            1 => f.write_str("one problem with the settings")?,
            count => write!(f, "{count} problems with the settings")?,
        }
        for problem in &self.problems {
            write!(f, "\n  {problem}")?;
        }
        for warning in &self.warnings {
            write!(f, "\n  warning: {warning}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
