use serde::Serialize;

/// A crate that packages depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    AsyncTrait,
    Axum,
    Base64,
    EmailAddress,
    FluentUri,
    FormUrlencoded,
    HttpBodyUtil,
    Regex,
    Serde,
    SerdeJson,
    SerdePathToError,
    Time,
    Tokio,
    Uuid,
    Validator,
}

/// A crate as `Cargo.toml` names it.
#[derive(Serialize)]
pub struct DependencyData {
    /// What it is for.
    purpose: &'static str,
    entry: &'static str,
}

impl Dependency {
    /// What `Cargo.toml` says of it.
    pub fn data(self) -> DependencyData {
        let (purpose, entry) = match self {
            Self::AsyncTrait => (
                "Traits whose async methods work behind `dyn`.",
                r#"async-trait = "0.1""#,
            ),
            Self::Axum => (
                "Routing, requests and responses.",
                r#"axum = { version = "0.8", default-features = false }"#,
            ),
            Self::Base64 => (
                "Credentials of HTTP basic, `format: byte`.",
                r#"base64 = "0.22""#,
            ),
            Self::EmailAddress => (
                "`format: email`.",
                r#"email_address = { version = "0.2", default-features = false }"#,
            ),
            Self::FluentUri => (
                "`format: uri` by RFC 3986.",
                r#"fluent-uri = { version = "0.4", default-features = false, features = ["std"] }"#,
            ),
            Self::FormUrlencoded => (
                "Query strings, forms and lists in paths.",
                r#"form_urlencoded = "1""#,
            ),
            Self::HttpBodyUtil => (
                "Reading bodies frame by frame.",
                r#"http-body-util = { version = "0.1", default-features = false }"#,
            ),
            Self::Regex => ("Patterns, in time linear in the text.", r#"regex = "1""#),
            Self::Serde => (
                "Wire types.",
                r#"serde = { version = "1", features = ["derive"] }"#,
            ),
            Self::SerdeJson => ("Bodies.", r#"serde_json = "1""#),
            Self::SerdePathToError => (
                "Error messages that name the field.",
                r#"serde_path_to_error = "0.1""#,
            ),
            Self::Time => (
                "Dates and times of RFC 3339.",
                r#"time = { version = "0.3", default-features = false, features = ["parsing"] }"#,
            ),
            Self::Tokio => (
                "Time limits, and the task that reads what is left of a refused body.",
                r#"tokio = { version = "1", default-features = false, features = ["rt", "time"] }"#,
            ),
            Self::Uuid => (
                "`format: uuid`.",
                r#"uuid = { version = "1", default-features = false, features = ["std", "serde"] }"#,
            ),
            Self::Validator => (
                "Derived validation of models and parameters.",
                r#"validator = { version = "0.21", features = ["derive"] }"#,
            ),
        };
        DependencyData { purpose, entry }
    }
}
