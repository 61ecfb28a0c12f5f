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
    HttpBodyUtil,
    Memchr,
    PercentEncoding,
    Regex,
    Serde,
    SerdeJson,
    SerdePathToError,
    Tempfile,
    Time,
    Tokio,
    /// As [`Dependency::Tokio`], for packages that take files.
    TokioFiles,
    Uuid,
    Validator,
}

impl Dependency {
    /// What `Cargo.toml` says of it.
    pub fn data(self) -> DependencyLine {
        let (name, requirement) = match self {
            Self::AsyncTrait => ("async-trait", r#""0.1""#),
            Self::Axum => ("axum", r#"{ version = "0.8", default-features = false }"#),
            Self::Base64 => ("base64", r#""0.22""#),
            Self::EmailAddress => (
                "email_address",
                r#"{ version = "0.2", default-features = false }"#,
            ),
            Self::FluentUri => (
                "fluent-uri",
                r#"{ version = "0.4", default-features = false, features = ["std"] }"#,
            ),
            Self::FormUrlencoded => ("form_urlencoded", r#""1""#),
            Self::HttpBodyUtil => (
                "http-body-util",
                r#"{ version = "0.1", default-features = false }"#,
            ),
            Self::Memchr => ("memchr", r#""2""#),
            Self::PercentEncoding => ("percent-encoding", r#""2""#),
            Self::Regex => ("regex", r#""1""#),
            Self::Serde => ("serde", r#"{ version = "1", features = ["derive"] }"#),
            Self::SerdeJson => ("serde_json", r#""1""#),
            Self::SerdePathToError => ("serde_path_to_error", r#""0.1""#),
            Self::Tempfile => ("tempfile", r#"{ version = "3", default-features = false }"#),
            Self::Time => (
                "time",
                r#"{ version = "0.3", default-features = false, features = ["parsing"] }"#,
            ),
            Self::Tokio => (
                "tokio",
                r#"{ version = "1", default-features = false, features = ["rt", "time"] }"#,
            ),
            Self::TokioFiles => (
                "tokio",
                r#"{ version = "1", default-features = false, features = ["fs", "io-util", "rt", "time"] }"#,
            ),
            Self::Uuid => (
                "uuid",
                r#"{ version = "1", default-features = false, features = ["std", "serde"] }"#,
            ),
            Self::Validator => (
                "validator",
                r#"{ version = "0.21", features = ["derive"] }"#,
            ),
        };
        DependencyLine::own(name, self.purpose(), requirement)
    }

    /// What it is there for.
    fn purpose(self) -> &'static str {
        match self {
            Self::AsyncTrait => "Traits whose async methods work behind `dyn`.",
            Self::Axum => "Routing, requests and responses.",
            Self::Base64 => "Credentials of HTTP basic, `format: byte`.",
            Self::EmailAddress => "`format: email`.",
            Self::FluentUri => "`format: uri` by RFC 3986.",
            Self::FormUrlencoded => "Query strings, forms and lists in paths.",
            Self::HttpBodyUtil => "Reading bodies frame by frame.",
            Self::Memchr => "Finding the boundaries of a body's parts.",
            Self::PercentEncoding => {
                "Values that are part of a path's segment, names of uploaded files."
            }
            Self::Regex => "Patterns, in time linear in the text.",
            Self::Serde => "Wire types.",
            Self::SerdeJson => "Bodies.",
            Self::SerdePathToError => "Error messages that name the field.",
            Self::Tempfile => "Uploaded files that are too large for memory.",
            Self::Time => "Dates and times of RFC 3339.",
            Self::Tokio => "Time limits, and the task that reads what is left of a refused body.",
            Self::TokioFiles => {
                "Time limits, the task that reads what is left of a refused body, and temporary files."
            }
            Self::Uuid => "`format: uuid`.",
            Self::Validator => "Derived validation of models and parameters.",
        }
    }
}
