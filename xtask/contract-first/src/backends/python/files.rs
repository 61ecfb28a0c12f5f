use super::imports::Module;
use crate::backend::{TemplateFile, source, template};

/// The template of the functions for servers, for packages that have some.
pub const SERVERS: &str = "servers.mustache";

/// The files that packages can have.
pub const FILES: &[TemplateFile] = &[
    template!("README.mustache"),
    template!("__init__package.mustache"),
    template!("py.typed.mustache"),
    template!("pyproject.mustache"),
    template!("calls.mustache" => "_calls.py"),
    template!("client.mustache" => "client.py"),
    template!("contents.mustache" => "contents.py"),
    template!("errors.mustache" => "errors.py"),
    template!("models.mustache" => "models.py"),
    template!("servers.mustache" => "servers.py"),
    template!("service.mustache" => "_service.py"),
    source!("_call.py"),
    source!("_client.py"),
    source!("_events.py"),
    source!("_exceptions.py"),
    source!("_model.py"),
    source!("_openings.py"),
    source!("_parameters.py"),
    source!("_records.py"),
    source!("_rest.py"),
    source!("_retry.py"),
    source!("_settings.py"),
    source!("_transport.py"),
    source!("streams.py"),
];

/// The module whose members a file has, where packages do without it that use none of them.
pub fn optional(file: &TemplateFile) -> Option<Module> {
    match file.name {
        "_model.py" => Some(Module::Model),
        "_parameters.py" => Some(Module::Parameters),
        "_events.py" | "_openings.py" | "_records.py" | "streams.py" => Some(Module::Openings),
        "contents.mustache" => Some(Module::Contents),
        _ => None,
    }
}

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".github/**",
    ".gitignore",
    ".gitlab-ci.yml",
    ".travis.yml",
    "git_push.sh",
    "docs/**",
    "test/**",
    "tox.ini",
    "setup.py",
    "setup.cfg",
    "requirements.txt",
    "test-requirements.txt",
    "**/api/**",
    "**/models/**",
    "**/api_client.py",
    "**/api_response.py",
    "**/configuration.py",
    "**/exceptions.py",
    "**/rest.py",
];
