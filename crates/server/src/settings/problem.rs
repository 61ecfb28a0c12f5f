use std::fmt;
use std::path::PathBuf;

/// The variable that names the settings file.
pub(crate) const CONFIG_VARIABLE: &str = "ACCOUNTS_CONFIG";

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// On the command line.
    Flag(String),
    Environment,
    /// In the settings file, at this line.
    File(PathBuf, usize),
    /// In a file that holds nothing else.
    SecretFile(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "flag --{flag}"),
            Self::Environment => f.write_str("environment"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::SecretFile(path) => write!(f, "file {}", path.display()),
        }
    }
}

/// A text that was given for a setting. May be a secret: not for printing.
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// What is wrong with a setting, and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The setting's environment variable, or the unknown name itself.
    pub(crate) setting: String,
    /// `None` for a default.
    pub(crate) origin: Option<Origin>,
    pub(crate) what: String,
    pub(crate) remedy: String,
}

impl Problem {
    /// A problem that no single given value has.
    pub(crate) fn of(setting: &str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            setting: setting.to_owned(),
            origin: None,
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    pub(crate) fn mentions(&self, setting: &str) -> bool {
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
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) struct SettingsError {
    pub(crate) problems: Vec<Problem>,
    /// What is worth a warning, and may be the cause.
    pub(crate) warnings: Vec<String>,
}

impl fmt::Display for SettingsError {
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
