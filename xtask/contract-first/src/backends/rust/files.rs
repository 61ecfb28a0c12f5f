use crate::backend::{TemplateFile, template};

/// The files that packages can have.
pub const FILES: &[TemplateFile] = &[
    template!("Cargo.mustache"),
    template!("README.mustache"),
    template!("lib.mustache"),
    template!("answer.mustache" => "answer.rs"),
    template!("call.mustache" => "call.rs"),
    template!("client.mustache" => "client.rs"),
    template!("credentials.mustache" => "credentials.rs"),
    template!("error.mustache" => "error.rs"),
    template!("json.mustache" => "json.rs"),
    template!("models.mustache" => "models.rs"),
    template!("operations.mustache" => "operations.rs"),
    template!("options.mustache" => "options.rs"),
    template!("transport.mustache" => "transport.rs"),
];

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".gitignore",
    ".travis.yml",
    "git_push.sh",
    "docs/**",
    "src/apis/**",
    "src/models/**",
];
