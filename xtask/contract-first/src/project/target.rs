use super::entries::{Entries, nearest};
use super::error::ProjectError;
use crate::target_kind::TargetKind;

/// The folder of all output in a project.
pub const GENERATED: &str = "generated";

impl TargetKind {
    /// An alternative name of `rust-axum` on the command line.
    const ALIAS: &str = "server";

    /// The kind of that name.
    ///
    /// # Errors
    /// No kind has this name; the message suggests the nearest one.
    pub fn named(name: &str) -> Result<Self, String> {
        if name == Self::ALIAS {
            return Ok(Self::RustAxum);
        }
        let kind = Self::ALL.into_iter().find(|kind| kind.id() == name);
        let words = Self::ALL.map(Self::id);
        kind.ok_or_else(|| match nearest(name, &words) {
            Some(nearest) => format!("unknown target `{name}`; did you mean `{nearest}`?"),
            None => format!("unknown target `{name}`; use {}", words.join(", ")),
        })
    }

    /// Its default package name, for a document with the file name `stem`.
    fn default_package(self, stem: &str) -> String {
        match self {
            Self::RustAxum => format!("{stem}-api"),
            Self::Rust | Self::TypeScript | Self::Python => format!("{stem}-client"),
        }
    }

    /// Its default folder: the clients of one document share a package name, so two of them are named after their language.
    fn default_folder(self, package: &str) -> String {
        match self {
            Self::RustAxum | Self::Rust => package.to_owned(),
            Self::TypeScript => "typescript-client".to_owned(),
            Self::Python => "python-client".to_owned(),
        }
    }
}

/// One package to make: a `[[document.target]]` of `contract.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetSettings {
    /// What it is.
    pub kind: TargetKind,
    /// The name of the package.
    pub package: String,
    /// The name of its folder in `generated`.
    pub folder: String,
    /// What the names of a client's environment variables start with.
    pub environment: String,
}

impl TargetSettings {
    const KEYS: [&str; 4] = ["kind", "package", "folder", "environment"];

    /// A package with that name, and the defaults for everything else.
    pub fn of(kind: TargetKind, package: &str) -> Self {
        Self {
            kind,
            package: package.to_owned(),
            folder: kind.default_folder(package),
            environment: environment_of(package),
        }
    }

    /// All that can be made of a document, with the names that its file name gives.
    pub fn all_of(stem: &str) -> Vec<Self> {
        let targets = TargetKind::ALL.into_iter();
        targets
            .map(|kind| Self::of(kind, &kind.default_package(stem)))
            .collect()
    }

    /// Reads one.
    ///
    /// # Errors
    /// A key or a value that has no meaning.
    pub(super) fn read(
        table: &toml::de::DeTable<'_>,
        file: super::entries::File<'_>,
        stem: &str,
    ) -> Result<Self, ProjectError> {
        let entries = Entries::known(table, file, &Self::KEYS)?;
        let kind = entries.text("kind")?.map(TargetKind::named).transpose();
        let kind = kind.map_err(|error| entries.about("kind", &error))?;
        let kind = kind.ok_or_else(|| {
            let words = TargetKind::ALL.map(TargetKind::id).join(", ");
            entries.about(
                "kind",
                &format!("a [[document.target]] needs `kind`: {words}"),
            )
        })?;
        let package = entries.text("package")?;
        let package = package.map_or_else(|| kind.default_package(stem), str::to_owned);
        if !(is_package(kind, &package)) {
            return Err(entries.about(
                "package",
                &format!("`{package}` is not a package name; use letters, digits, `-` and `_`, a letter first")
            ));
        }
        let mut target = Self::of(kind, &package);
        if let Some(folder) = entries.text("folder")? {
            let name = folder
                .strip_prefix(GENERATED)
                .and_then(|rest| rest.strip_prefix('/'));
            let name = name.filter(|name| is_plain(name)).ok_or_else(|| {
                entries.about("folder", &format!("`{folder}` must be a folder in `{GENERATED}`, such as {GENERATED}/{package}"))
            })?;
            target.folder = name.to_owned();
        }
        if let Some(environment) = entries.text("environment")? {
            if kind == TargetKind::RustAxum {
                return Err(entries.about(
                    "environment",
                    "`environment` is for clients; a server reads no variables of its own",
                ));
            }
            if !(is_environment(environment)) {
                return Err(entries.about(
                    "environment",
                    &format!(
                        "`{environment}` must be capital letters, digits and `_`, a letter first"
                    ),
                ));
            }
            target.environment = environment.to_owned();
        }
        Ok(target)
    }
}

/// The prefix that goes with a package: `MY_CLIENT` for `my-client`.
fn environment_of(package: &str) -> String {
    let last = package.rsplit('/').next().unwrap_or(package);
    last.to_ascii_uppercase().replace('-', "_")
}

/// Whether npm, pip or cargo accepts the name; npm has scoped packages (`@acme/accounts`).
fn is_package(kind: TargetKind, name: &str) -> bool {
    match (kind, name.strip_prefix('@')) {
        (TargetKind::TypeScript, Some(scoped)) => {
            scoped.split('/').count() == 2 && scoped.split('/').all(is_plain)
        }
        _ => is_plain(name),
    }
}

fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

fn is_environment(name: &str) -> bool {
    is_plain(name) && !name.contains(|c: char| c.is_ascii_lowercase() || c == '-')
}
