use crate::backend::{TemplateFile, template};

/// The files that packages can have.
pub const FILES: &[TemplateFile] = &[
    template!("Cargo.mustache"),
    template!("apis-mod.mustache"),
    template!("apis.mustache"),
    template!("lib.mustache"),
    template!("models.mustache"),
    template!("alternatives.mustache" => "alternatives.rs"),
    template!("answer.mustache" => "answer.rs"),
    template!("body.mustache" => "body.rs"),
    template!("exchange.mustache" => "exchange.rs"),
    template!("formats.mustache" => "formats.rs"),
    template!("forms.mustache" => "forms.rs"),
    template!("json.mustache" => "json.rs"),
    template!("operation.mustache" => "operation.rs"),
    template!("parameters.mustache" => "parameters.rs"),
    template!("patterns.mustache" => "patterns.rs"),
    template!("rejection.mustache" => "rejection.rs"),
    template!("router.mustache" => "router.rs"),
    template!("security.mustache" => "security.rs"),
    template!("service.mustache" => "service.rs"),
    template!("uri.mustache" => "uri.rs"),
    template!("urlencoded.mustache" => "urlencoded.rs"),
    template!("validation.mustache" => "validation.rs"),
];

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".gitignore",
    "README.md",
    "src/header.rs",
    "src/types.rs",
    "src/server/mod.rs",
];
