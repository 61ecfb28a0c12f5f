use super::{Destination, TemplateSet, template};

/// The templates of the Python client.
pub const TEMPLATES: TemplateSet = TemplateSet {
    templates: &[
        template!("python", "README.mustache", Destination::Known),
        template!("python", "__init__package.mustache", Destination::Known),
        template!("python", "py.typed.mustache", Destination::Known),
        template!("python", "pyproject.mustache", Destination::Known),
        template!("python", "call.mustache", Destination::Module("_call.py")),
        template!("python", "calls.mustache", Destination::Module("_calls.py")),
        template!(
            "python",
            "client.mustache",
            Destination::Module("client.py")
        ),
        template!(
            "python",
            "errors.mustache",
            Destination::Module("errors.py")
        ),
        template!("python", "model.mustache", Destination::Module("_model.py")),
        template!(
            "python",
            "models.mustache",
            Destination::Module("models.py")
        ),
        template!(
            "python",
            "parameters.mustache",
            Destination::Module("_parameters.py")
        ),
        template!("python", "retry.mustache", Destination::Module("_retry.py")),
        template!(
            "python",
            "settings.mustache",
            Destination::Module("_settings.py")
        ),
        template!(
            "python",
            "transport.mustache",
            Destination::Module("_transport.py")
        ),
    ],
    unused: &[
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
    ],
};
