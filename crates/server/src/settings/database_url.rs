use crate::settings::value::{Unfit, Value};

/// Names the database. The text is checked when the database is opened; here, only what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The URL as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for DatabaseUrl {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        // The text is not repeated: URLs of databases hold passwords.
        match text.split_once(':') {
            Some(("sqlite", _)) => Ok(Self(text.to_owned())),
            Some(("postgres" | "postgresql", _)) => Err(Unfit::new(
                "PostgreSQL is not built into this version yet",
                "write sqlite:PATH, for example sqlite:accounts.db",
            )),
            _ => Err(Unfit::new(
                "this names no database that is supported",
                "write sqlite:PATH, for example sqlite:accounts.db",
            )),
        }
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}
