//! What a target makes, by the generator that its file names.

use crate::lowering::client::Tongue;

/// A kind of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// The server's stub.
    Server,
    /// A client in a language.
    Client(Tongue),
}

impl TargetKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Server,
        Self::Client(Tongue::Rust),
        Self::Client(Tongue::TypeScript),
        Self::Client(Tongue::Python),
    ];

    /// The generator's name of it (`generatorName`).
    pub fn generator(self) -> &'static str {
        match self {
            Self::Server => "rust-axum",
            Self::Client(Tongue::Rust) => "rust",
            Self::Client(Tongue::TypeScript) => "typescript-fetch",
            Self::Client(Tongue::Python) => "python",
        }
    }

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Client(tongue) => tongue.word(),
        }
    }

    /// The setting that names the package.
    pub fn package_key(self) -> &'static str {
        match self {
            Self::Server | Self::Client(Tongue::Rust) => "packageName",
            Self::Client(Tongue::TypeScript) => "npmName",
            Self::Client(Tongue::Python) => "projectName",
        }
    }

    /// The names that `additionalProperties` may have.
    pub fn properties(self) -> &'static [&'static str] {
        match self {
            Self::Server => &["packageName"],
            Self::Client(Tongue::Rust) => &["packageName", "environment"],
            Self::Client(Tongue::TypeScript) => &["npmName", "environment"],
            Self::Client(Tongue::Python) => &["projectName", "packageName", "environment"],
        }
    }
}
