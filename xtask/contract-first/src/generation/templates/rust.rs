use super::{Destination, TemplateSet, template};

/// The templates of the Rust client.
pub const TEMPLATES: TemplateSet = TemplateSet {
    templates: &[
        template!("rust", "Cargo.mustache", Destination::Known),
        template!("rust", "README.mustache", Destination::Known),
        template!("rust", "lib.mustache", Destination::Known),
        template!("rust", "answer.mustache", Destination::Source("answer.rs")),
        template!("rust", "call.mustache", Destination::Source("call.rs")),
        template!("rust", "client.mustache", Destination::Source("client.rs")),
        template!(
            "rust",
            "credentials.mustache",
            Destination::Source("credentials.rs")
        ),
        template!("rust", "error.mustache", Destination::Source("error.rs")),
        template!("rust", "json.mustache", Destination::Source("json.rs")),
        template!("rust", "models.mustache", Destination::Source("models.rs")),
        template!(
            "rust",
            "operations.mustache",
            Destination::Source("operations.rs")
        ),
        template!(
            "rust",
            "options.mustache",
            Destination::Source("options.rs")
        ),
        template!(
            "rust",
            "transport.mustache",
            Destination::Source("transport.rs")
        ),
    ],
    unused: &[
        ".gitignore",
        ".travis.yml",
        "git_push.sh",
        "docs/**",
        "src/apis/**",
        "src/models/**",
    ],
};
