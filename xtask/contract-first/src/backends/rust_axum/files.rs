use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::modules::{RuntimeModule, sources};
use crate::backend::{TemplateFile, template};

/// The template of the regular expressions, for packages that have some.
pub const PATTERNS: &str = "patterns.mustache";
/// The template of the tables by which forms are read, for packages that have some.
pub const FORM_TABLES: &str = "form-tables.mustache";

/// The template of the table of rules beyond types, for packages that have some.
pub const RULE_TABLE: &str = "rule-table.mustache";

/// The files that packages can have.
static FILES: LazyLock<Vec<TemplateFile>> = LazyLock::new(|| {
    let mut files = vec![
        template!("Cargo.mustache"),
        template!("apis-mod.mustache"),
        template!("apis.mustache"),
        template!("form-tables.mustache" => "forms/tables.rs"),
        template!("lib.mustache"),
        template!("models.mustache"),
        template!("patterns.mustache" => "patterns.rs"),
        template!("router.mustache" => "router.rs"),
        template!("rule-table.mustache" => "rule_table.rs"),
        template!("schemes.mustache" => "schemes.rs"),
    ];
    files.extend(sources());
    files
});

/// What the generator makes by itself and these packages do without.
pub const UNUSED: &[&str] = &[
    ".gitignore",
    "README.md",
    "src/header.rs",
    "src/types.rs",
    "src/server/mod.rs",
];

/// All files that packages can have.
pub fn all() -> &'static [TemplateFile] {
    &FILES
}

/// The files of a package: the templates, but for the `unused` ones, and these modules.
pub fn of(unused: &[&str], modules: &BTreeSet<RuntimeModule>) -> Vec<&'static TemplateFile> {
    let absent = RuntimeModule::ALL.iter();
    let absent = absent.filter(|module| !modules.contains(module));
    let absent: BTreeSet<_> = absent.map(|module| module.path()).collect();
    let is_there =
        |file: &&TemplateFile| !absent.contains(file.name) && !unused.contains(&file.name);
    FILES.iter().filter(is_there).collect()
}
