use std::fmt;

use super::found::Diagnostic;
use crate::document::Pointer;
use crate::target_kind::TargetKind;

/// A construct of OpenAPI that the pipeline says something about: a row of the table.
#[derive(Debug)]
pub struct Construct {
    /// Its number, which never changes.
    pub code: Code,
    /// What it is, in the words of OpenAPI.
    pub title: &'static str,
    /// Why it is refused, or what is made of it.
    pub reason: &'static str,
    /// What to write instead; nothing where every target takes it.
    pub help: &'static str,
    /// What each target does with it.
    pub support: Support,
}

/// The stable number of a construct, such as `CF0123`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

/// What each target does with a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// The server's stub.
    pub rust_axum: Level,
    /// The client in Rust.
    pub rust: Level,
    /// The client in TypeScript.
    pub typescript: Level,
    /// The client in Python.
    pub python: Level,
}

/// What becomes of a construct in a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is generated.
    Supported,
    /// It is left out, which is harmless, or it is worth knowing.
    Noted,
    /// What it belongs to is not generated: it would be wrong.
    Refused,
}

impl Support {
    /// The same in every target.
    pub const fn all(level: Level) -> Self {
        Self {
            rust_axum: level,
            ..Self::clients(level)
        }
    }

    /// The stub has something to say about it; every client takes it.
    pub const fn stub(level: Level) -> Self {
        Self {
            rust_axum: level,
            ..Self::all(Level::Supported)
        }
    }

    /// One thing in the stub, another in every client.
    pub const fn stub_and_clients(stub: Level, clients: Level) -> Self {
        Self {
            rust_axum: stub,
            ..Self::clients(clients)
        }
    }

    /// The same in every client; the stub takes it.
    pub const fn clients(level: Level) -> Self {
        Self {
            rust_axum: Level::Supported,
            rust: level,
            typescript: level,
            python: level,
        }
    }

    /// One client only has something to say about it.
    pub const fn typescript(level: Level) -> Self {
        Self {
            typescript: level,
            ..Self::clients(Level::Supported)
        }
    }

    /// What a target does.
    pub const fn of(&self, target: TargetKind) -> Level {
        match target {
            TargetKind::RustAxum => self.rust_axum,
            TargetKind::Rust => self.rust,
            TargetKind::TypeScript => self.typescript,
            TargetKind::Python => self.python,
        }
    }
}

impl Construct {
    /// One that every target takes; `reason` says what is made of it.
    pub const fn supported(code: u16, title: &'static str, reason: &'static str) -> Self {
        Self {
            code: Code(code),
            title,
            reason,
            help: "",
            support: Support::all(Level::Supported),
        }
    }

    /// That it is at a place.
    pub fn at(&'static self, pointer: impl Into<Pointer>) -> Diagnostic {
        Diagnostic::new(self, pointer.into())
    }
}

impl Code {
    /// The code that a text names: `CF0123`, `cf0123` or `123`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text
            .strip_prefix("CF")
            .or_else(|| text.strip_prefix("cf"))
            .unwrap_or(text);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok().map(Self)).flatten()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CF{:04}", self.0)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Supported => "supported",
            Self::Noted => "noted",
            Self::Refused => "refused",
        })
    }
}
