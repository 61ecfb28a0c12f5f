use super::{Destination, TemplateSet, runtime, template};

/// The templates of the TypeScript client.
pub const TEMPLATES: TemplateSet = TemplateSet {
    templates: &[
        template!("typescript", "README.mustache", Destination::Known),
        template!("typescript", "index.mustache", Destination::Known),
        template!("typescript", "package.mustache", Destination::Known),
        template!("typescript", "tsconfig.mustache", Destination::Known),
        runtime!("typescript", "answer.ts"),
        runtime!("typescript", "call.ts"),
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
        runtime!("typescript", "deadline.ts"),
        runtime!("typescript", "errors.ts"),
        runtime!("typescript", "form.ts"),
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
        runtime!("typescript", "operation.ts"),
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
        runtime!("typescript", "parts.ts"),
        runtime!("typescript", "retry.ts"),
        runtime!("typescript", "runtime.ts" as "runtime.mustache"),
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
