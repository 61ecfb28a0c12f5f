use crate::backend::{TemplateFile, source, template};

/// The template of the functions for servers, for packages that have some.
pub const SERVERS: &str = "servers.mustache";

/// The files that packages can have.
pub const FILES: &[TemplateFile] = &[
    template!("README.mustache"),
    template!("index.mustache"),
    template!("package.mustache"),
    template!("tsconfig.mustache"),
    source!("call.ts"),
    source!("chunks.ts"),
    template!("client.mustache" => "client.ts"),
    template!("contract.mustache" => "contract.ts"),
    source!("credentials.ts"),
    source!("deadline.ts"),
    source!("errors.ts"),
    source!("events.ts"),
    source!("form.ts"),
    source!("media.ts"),
    template!("models.mustache" => "models.ts"),
    source!("opened.ts"),
    source!("operation.ts"),
    template!("operations.mustache" => "operations.ts"),
    source!("options.ts"),
    source!("parts.ts"),
    source!("records.ts"),
    source!("response.ts"),
    source!("retry.ts"),
    source!("runtime.ts"),
    template!("servers.mustache" => "servers.ts"),
    source!("service.ts"),
    source!("streams.ts"),
    source!("styles.ts"),
    source!("transport.ts"),
];

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".gitignore",
    ".npmignore",
    "tsconfig.esm.json",
    "src/runtime.ts",
    "docs/**",
    "src/apis/**",
    "src/models/**",
];
