use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::time::Duration;

/// Why a text is no value of a setting, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unfit {
    /// What is wrong, to be read behind the setting's name. Never repeats a secret.
    pub(crate) what: String,
    /// What to write instead.
    pub(crate) remedy: String,
}

impl Unfit {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
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

    /// Reads the text that was given.
    fn read(text: &str) -> Result<Self, Unfit>;

    /// The value as `config check` prints it; never a secret.
    fn show(&self) -> String;

    /// Whether the text has a secret in it although not all of it is one.
    fn holds_secret(&self) -> bool {
        false
    }
}

/// Settings that may be left out: an empty text is no value.
impl<T: Value> Value for Option<T> {
    const FORM: &'static str = T::FORM;
    const SECRET: bool = T::SECRET;

    fn read(text: &str) -> Result<Self, Unfit> {
        if text.is_empty() {
            Ok(None)
        } else {
            T::read(text).map(Some)
        }
    }

    fn show(&self) -> String {
        self.as_ref()
            .map_or_else(|| "(not set)".to_owned(), T::show)
    }
}

impl Value for bool {
    const FORM: &'static str = "true|false";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse()
            .map_err(|_| Unfit::new(format!("`{text}` is no yes or no"), "write true or false"))
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for SocketAddr {
    const FORM: &'static str = "ADDRESS:PORT";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse().map_err(|_| {
            Unfit::new(
                format!("`{text}` is no address with a port"),
                "write an IP address and a port, for example 127.0.0.1:8080 or [::1]:8080; port 0 picks a free one",
            )
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// A number of things or of bytes; at least 1.
impl Value for usize {
    const FORM: &'static str = "NUMBER";

    fn read(text: &str) -> Result<Self, Unfit> {
        // hyper and HTTP/2 count in 32 bits.
        whole_number(text, 1..=u32::MAX.into()).map(|number| number as Self)
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// A time in whole milliseconds; at least 1, at most a day.
impl Value for Duration {
    const FORM: &'static str = "MILLISECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        whole_number(text, 1..=24 * 60 * 60 * 1000).map(Self::from_millis)
    }

    fn show(&self) -> String {
        self.as_millis().to_string()
    }
}

pub(crate) fn whole_number(text: &str, range: RangeInclusive<u64>) -> Result<u64, Unfit> {
    text.parse()
        .ok()
        .filter(|number| range.contains(number))
        .ok_or_else(|| {
            Unfit::new(
                format!(
                    "`{text}` is no whole number from {} to {}",
                    range.start(),
                    range.end()
                ),
                "write digits only; the unit is the last word of the setting's name",
            )
        })
}

/// Which of two ways of writing something; the texts are the variants' names.
pub(crate) fn one_of<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, Unfit> {
    choices
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            Unfit::new(
                format!("`{text}` is none of the choices"),
                format!("write {}", names.join(" or ")),
            )
        })
}
