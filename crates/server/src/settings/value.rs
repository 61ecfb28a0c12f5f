use std::fmt::Display;
use std::net::SocketAddr;

/// Why a text is not a valid value of a setting, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InvalidValue {
    /// What is wrong, to be read after the setting's name. Never repeats a secret.
    pub(crate) what: String,
    pub(crate) remedy: String,
}

impl InvalidValue {
    pub(crate) fn new(what: impl Display, remedy: impl Into<String>) -> Self {
        Self {
            what: what.to_string(),
            remedy: remedy.into(),
        }
    }
}

/// The type of a setting: read from text, shown as text.
pub(crate) trait Value: Sized {
    /// The form of the text, for help.
    const FORM: &'static str;
    /// Secrets have no flag, because a command line is visible to every user of the machine, and are never shown.
    const SECRET: bool = false;
    /// Whether a file may hold the value: for whatever contains a secret.
    const FROM_FILE: bool = Self::SECRET;

    fn read(text: &str) -> Result<Self, InvalidValue>;

    /// The value as `config check` prints it; never a secret.
    fn show(&self) -> String;

    /// Whether the text contains a secret although it is not one as a whole.
    fn holds_secret(&self) -> bool {
        false
    }
}

/// Optional settings: an empty text is no value.
impl<T: Value> Value for Option<T> {
    const FORM: &'static str = T::FORM;
    const SECRET: bool = T::SECRET;
    const FROM_FILE: bool = T::FROM_FILE;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "" => Ok(None),
            text => T::read(text).map(Some),
        }
    }

    fn show(&self) -> String {
        self.as_ref()
            .map_or_else(|| "(not set)".to_owned(), T::show)
    }

    fn holds_secret(&self) -> bool {
        self.as_ref().is_some_and(T::holds_secret)
    }
}

impl Value for SocketAddr {
    const FORM: &'static str = "ADDRESS:PORT";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|_| {
            InvalidValue::new(
                format!("`{text}` is not an address with a port"),
                "write an IP address and a port, for example 127.0.0.1:8080 or [::1]:8080; port 0 picks a free one",
            )
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// Reads a list with commas between its items.
pub(crate) fn list<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, InvalidValue>,
) -> Result<Vec<T>, InvalidValue> {
    let items = text.split(',').map(str::trim);
    items.filter(|item| !item.is_empty()).map(parse).collect()
}

/// The same list again, or what an empty one means.
pub(crate) fn shown<T: ToString>(items: &[T], empty: &str) -> String {
    let items: Vec<_> = items.iter().map(T::to_string).collect();
    match items.is_empty() {
        true => empty.to_owned(),
        false => items.join(","),
    }
}
