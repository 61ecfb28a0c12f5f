use sql::{InvalidSchemaName, SchemaName};

use crate::settings::database_url::DatabaseUrl;
use crate::settings::value::{InvalidValue, Value};

/// Whose tables accounts and API keys are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DirectoryKind {
    /// This server's.
    Own,
    /// Those of the published service.
    Recoup,
}

const CHOICES: [(&str, DirectoryKind); 2] = [
    ("own", DirectoryKind::Own),
    ("recoup", DirectoryKind::Recoup),
];

impl Value for DirectoryKind {
    const FORM: &'static str = "own|recoup";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let chosen = CHOICES.iter().find(|(name, _)| *name == text);
        chosen.map(|(_, kind)| *kind).ok_or_else(|| {
            let what = format!("`{text}` is not a directory");
            InvalidValue::new(what, "write own or recoup")
        })
    }

    fn show(&self) -> String {
        let chosen = CHOICES.iter().find(|(_, kind)| kind == self);
        chosen.map_or_else(String::new, |(name, _)| (*name).to_owned())
    }
}

/// Names the database of the published service: always a PostgreSQL server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DirectoryUrl(pub(crate) DatabaseUrl);

impl Value for DirectoryUrl {
    const FORM: &'static str = "URL";
    const FROM_FILE: bool = true;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let url = DatabaseUrl::read(text)?;
        if url.is_postgres() {
            return Ok(Self(url));
        }
        Err(InvalidValue::new(
            "the published service keeps its accounts in PostgreSQL",
            "write it like postgres://reader:PASSWORD@db.example.com/postgres?sslmode=verify-full",
        ))
    }

    fn show(&self) -> String {
        self.0.show()
    }

    fn holds_secret(&self) -> bool {
        self.0.holds_secret()
    }
}

impl Value for SchemaName {
    const FORM: &'static str = "NAME";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|error: InvalidSchemaName| {
            InvalidValue::new(error, "write one such as accounts_server")
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}
