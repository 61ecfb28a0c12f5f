use crate::backend::{TemplateFile, template};

/// The files that packages can have.
pub const FILES: &[TemplateFile] = &[
    template!("README.mustache"),
    template!("__init__package.mustache"),
    template!("py.typed.mustache"),
    template!("pyproject.mustache"),
    template!("call.mustache" => "_call.py"),
    template!("calls.mustache" => "_calls.py"),
    template!("client.mustache" => "client.py"),
    template!("errors.mustache" => "errors.py"),
    template!("model.mustache" => "_model.py"),
    template!("models.mustache" => "models.py"),
    template!("parameters.mustache" => "_parameters.py"),
    template!("retry.mustache" => "_retry.py"),
    template!("settings.mustache" => "_settings.py"),
    template!("transport.mustache" => "_transport.py"),
];

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
