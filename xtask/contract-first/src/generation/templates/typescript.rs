use super::{Destination, TemplateSet, template};

/// The templates of the TypeScript client.
pub const TEMPLATES: TemplateSet = TemplateSet {
    templates: &[
        template!("typescript", "README.mustache", Destination::Known),
        template!("typescript", "index.mustache", Destination::Known),
        template!("typescript", "package.mustache", Destination::Known),
        template!("typescript", "tsconfig.mustache", Destination::Known),
        template!(
            "typescript",
            "answer.mustache",
            Destination::Source("answer.ts")
        ),
        template!(
            "typescript",
            "call.mustache",
            Destination::Source("call.ts")
        ),
        template!(
            "typescript",
            "client.mustache",
            Destination::Source("client.ts")
        ),
        template!(
            "typescript",
            "credentials.mustache",
            Destination::Source("credentials.ts")
        ),
        template!(
            "typescript",
            "deadline.mustache",
            Destination::Source("deadline.ts")
        ),
        template!(
            "typescript",
            "errors.mustache",
            Destination::Source("errors.ts")
        ),
        template!(
            "typescript",
            "form.mustache",
            Destination::Source("form.ts")
        ),
        template!(
            "typescript",
            "forms.mustache",
            Destination::Source("forms.ts")
        ),
        template!(
            "typescript",
            "models.mustache",
            Destination::Source("models.ts")
        ),
        template!(
            "typescript",
            "operation.mustache",
            Destination::Source("operation.ts")
        ),
        template!(
            "typescript",
            "operations.mustache",
            Destination::Source("operations.ts")
        ),
        template!(
            "typescript",
            "options.mustache",
            Destination::Source("options.ts")
        ),
        template!(
            "typescript",
            "parts.mustache",
            Destination::Source("parts.ts")
        ),
        template!(
            "typescript",
            "retry.mustache",
            Destination::Source("retry.ts")
        ),
        template!(
            "typescript",
            "runtime.mustache",
            Destination::Source("runtime.ts")
        ),
        template!(
            "typescript",
            "transport.mustache",
            Destination::Source("transport.ts")
        ),
    ],
    unused: &[
        ".gitignore",
        ".npmignore",
        "tsconfig.esm.json",
        "docs/**",
        "src/apis/**",
        "src/models/**",
    ],
};
