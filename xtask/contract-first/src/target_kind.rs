/// What is made of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// The server stub on axum.
    RustAxum,
    /// The client in Rust.
    Rust,
    /// The client in TypeScript.
    TypeScript,
    /// The client in Python.
    Python,
}

impl TargetKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::RustAxum, Self::Rust, Self::TypeScript, Self::Python];

    /// Its name in `contract.toml` and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::RustAxum => "rust-axum",
            Self::Rust => "rust",
            Self::TypeScript => "typescript",
            Self::Python => "python",
        }
    }
}
