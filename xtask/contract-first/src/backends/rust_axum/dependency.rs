use crate::backend::rust::DependencyLine;

/// A crate that packages depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    AsyncTrait,
    Axum,
    Base64,
    EmailAddress,
    FluentUri,
    FormUrlencoded,
    FuturesCore,
    HttpBodyUtil,
    PercentEncoding,
    Regex,
    Serde,
    SerdeJson,
    SerdePathToError,
    Time,
    Tokio,
    Uuid,
    Validator,
}

impl Dependency {
    /// What `Cargo.toml` says of it.
    pub fn data(self) -> DependencyLine {
        let (purpose, name, requirement) = match self {
            Self::AsyncTrait => (
                "Traits whose async methods work behind `dyn`.",
                "async-trait",
                r#""0.1""#,
            ),
            Self::Axum => (
                "Routing, requests and responses.",
                "axum",
                r#"{ version = "0.8", default-features = false }"#,
            ),
            Self::Base64 => (
                "Credentials of HTTP basic, `format: byte`.",
                "base64",
                r#""0.22""#,
            ),
            Self::EmailAddress => (
                "`format: email`.",
                "email_address",
                r#"{ version = "0.2", default-features = false }"#,
            ),
            Self::FluentUri => (
                "`format: uri` by RFC 3986.",
                "fluent-uri",
                r#"{ version = "0.4", default-features = false, features = ["std"] }"#,
            ),
            Self::FormUrlencoded => (
                "Query strings, forms and lists in paths.",
                "form_urlencoded",
                r#""1""#,
            ),
            Self::FuturesCore => (
                "Responses that are streams.",
                "futures-core",
                r#"{ version = "0.3", default-features = false }"#,
            ),
            Self::HttpBodyUtil => (
                "Reading bodies frame by frame.",
                "http-body-util",
                r#"{ version = "0.1", default-features = false }"#,
            ),
            Self::PercentEncoding => (
                "Values that are part of a path's segment.",
                "percent-encoding",
                r#""2""#,
            ),
            Self::Regex => ("Patterns, in time linear in the text.", "regex", r#""1""#),
            Self::Serde => (
                "Wire types.",
                "serde",
                r#"{ version = "1", features = ["derive"] }"#,
            ),
            Self::SerdeJson => ("Bodies.", "serde_json", r#""1""#),
            Self::SerdePathToError => (
                "Error messages that name the field.",
                "serde_path_to_error",
                r#""0.1""#,
            ),
            Self::Time => (
                "Dates and times of RFC 3339.",
                "time",
                r#"{ version = "0.3", default-features = false, features = ["parsing"] }"#,
            ),
            Self::Tokio => (
                "Time limits, and the task that reads what is left of a refused body.",
                "tokio",
                r#"{ version = "1", default-features = false, features = ["rt", "time"] }"#,
            ),
            Self::Uuid => (
                "`format: uuid`.",
                "uuid",
                r#"{ version = "1", default-features = false, features = ["std", "serde"] }"#,
            ),
            Self::Validator => (
                "Derived validation of models and parameters.",
                "validator",
                r#"{ version = "0.21", features = ["derive"] }"#,
            ),
        };
        DependencyLine::own(name, purpose, requirement)
    }
}
