use super::{Destination, TemplateSet, template};

/// The templates of the server stub.
pub const TEMPLATES: TemplateSet = TemplateSet {
    templates: &[
        template!("rust-axum", "Cargo.mustache", Destination::Known),
        template!("rust-axum", "apis-mod.mustache", Destination::Known),
        template!("rust-axum", "apis.mustache", Destination::Known),
        template!("rust-axum", "lib.mustache", Destination::Known),
        template!("rust-axum", "models.mustache", Destination::Known),
        template!(
            "rust-axum",
            "alternatives.mustache",
            Destination::Source("alternatives.rs")
        ),
        template!(
            "rust-axum",
            "answer.mustache",
            Destination::Source("answer.rs")
        ),
        template!("rust-axum", "body.mustache", Destination::Source("body.rs")),
        template!(
            "rust-axum",
            "exchange.mustache",
            Destination::Source("exchange.rs")
        ),
        template!(
            "rust-axum",
            "formats.mustache",
            Destination::Source("formats.rs")
        ),
        template!(
            "rust-axum",
            "forms.mustache",
            Destination::Source("forms.rs")
        ),
        template!("rust-axum", "json.mustache", Destination::Source("json.rs")),
        template!(
            "rust-axum",
            "operation.mustache",
            Destination::Source("operation.rs")
        ),
        template!(
            "rust-axum",
            "parameters.mustache",
            Destination::Source("parameters.rs")
        ),
        template!(
            "rust-axum",
            "patterns.mustache",
            Destination::Source("patterns.rs")
        ),
        template!(
            "rust-axum",
            "rejection.mustache",
            Destination::Source("rejection.rs")
        ),
        template!(
            "rust-axum",
            "router.mustache",
            Destination::Source("router.rs")
        ),
        template!(
            "rust-axum",
            "security.mustache",
            Destination::Source("security.rs")
        ),
        template!(
            "rust-axum",
            "service.mustache",
            Destination::Source("service.rs")
        ),
        template!("rust-axum", "uri.mustache", Destination::Source("uri.rs")),
        template!(
            "rust-axum",
            "urlencoded.mustache",
            Destination::Source("urlencoded.rs")
        ),
        template!(
            "rust-axum",
            "validation.mustache",
            Destination::Source("validation.rs")
        ),
    ],
    unused: &[
        ".gitignore",
        "README.md",
        "src/header.rs",
        "src/types.rs",
        "src/server/mod.rs",
    ],
};
