//! The crates that packages depend on.

use crate::backend::rust::DependencyLine;

/// A crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dependency {
    Base64,
    Fastrand,
    FuturesCore,
    HttpBody,
    Httpdate,
    PercentEncoding,
    Reqwest,
    Serde,
    SerdeJson,
    Tokio,
    Uuid,
}

impl Dependency {
    pub const ALL: [Self; 11] = [
        Self::Base64,
        Self::Fastrand,
        Self::FuturesCore,
        Self::HttpBody,
        Self::Httpdate,
        Self::PercentEncoding,
        Self::Reqwest,
        Self::Serde,
        Self::SerdeJson,
        Self::Tokio,
        Self::Uuid,
    ];

    /// The crate that code calls by this name.
    pub fn of_crate(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.crate_name() == name)
    }

    /// The crate as code names it.
    pub fn crate_name(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Fastrand => "fastrand",
            Self::FuturesCore => "futures_core",
            Self::HttpBody => "http_body",
            Self::Httpdate => "httpdate",
            Self::PercentEncoding => "percent_encoding",
            Self::Reqwest => "reqwest",
            Self::Serde => "serde",
            Self::SerdeJson => "serde_json",
            Self::Tokio => "tokio",
            Self::Uuid => "uuid",
        }
    }

    /// What the manifest says of it.
    pub fn line(self) -> DependencyLine {
        let (name, purpose, requirement) = match self {
            Self::Base64 => (
                "base64",
                "Credentials of HTTP basic.",
                r#"{ version = "0.23", default-features = false, features = ["std"] }"#,
            ),
            Self::Fastrand => ("fastrand", "Jitter of retries.", r#""2""#),
            Self::FuturesCore => (
                "futures-core",
                "Responses that are streams.",
                r#"{ version = "0.3", default-features = false }"#,
            ),
            Self::HttpBody => ("http-body", "Bodies as they come.", r#""1""#),
            Self::Httpdate => ("httpdate", "`Retry-After` as a date.", r#""1""#),
            Self::PercentEncoding => (
                "percent-encoding",
                "Values in paths, queries and forms.",
                r#""2""#,
            ),
            Self::Reqwest => (
                "reqwest",
                "HTTP and TLS, all in Rust.",
                r#"{ version = "0.13", default-features = false, features = ["http2", "rustls"] }"#,
            ),
            Self::Serde => (
                "serde",
                "Wire types.",
                r#"{ version = "1", features = ["derive"] }"#,
            ),
            Self::SerdeJson => ("serde_json", "JSON.", r#""1""#),
            Self::Tokio => (
                "tokio",
                "Time limits.",
                r#"{ version = "1", default-features = false, features = ["time"] }"#,
            ),
            Self::Uuid => (
                "uuid",
                "`format: uuid`.",
                r#"{ version = "1", default-features = false, features = ["std", "serde"] }"#,
            ),
        };
        DependencyLine::own(name, purpose, requirement)
    }
}
