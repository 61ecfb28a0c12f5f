use std::borrow::Cow;

use serde::Serialize;

use super::chosen_type;
use crate::model::{CodePackage, TypeRegistry};
use crate::text::literal::toml;

/// A crate as `Cargo.toml` names it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct DependencyLine {
    pub name: Cow<'static, str>,
    /// What it is there for.
    pub purpose: &'static str,
    /// Its version, and features.
    pub requirement: Cow<'static, str>,
}

impl DependencyLine {
    /// A crate that packages use for themselves.
    pub fn own(name: &'static str, purpose: &'static str, requirement: &'static str) -> Self {
        Self {
            name: name.into(),
            purpose,
            requirement: requirement.into(),
        }
    }

    /// Those of a package, and those of the types that were chosen. A crate has one line, the package's own where it has one.
    pub fn with_chosen(mut lines: Vec<Self>, types: &TypeRegistry) -> Vec<Self> {
        for package in types.code_packages(chosen_type) {
            if !lines.iter().any(|line| line.name == package.name) {
                lines.push(Self::chosen(package));
            }
        }
        lines
    }

    fn chosen(package: CodePackage) -> Self {
        let version = toml(&package.version);
        let features = package.features.iter().map(|feature| toml(feature));
        let features = features.collect::<Vec<_>>().join(", ");
        let requirement = match features.as_str() {
            "" => version,
            features => format!("{{ version = {version}, features = [{features}] }}"),
        };
        Self {
            name: package.name.into(),
            purpose: "A type that the overlay chose.",
            requirement: requirement.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_crate_has_its_version_and_features() {
        let chosen = |features: &[&str]| {
            let line = DependencyLine::chosen(CodePackage {
                name: "jiff".to_owned(),
                version: "0.2".to_owned(),
                features: features
                    .iter()
                    .map(|feature| (*feature).to_owned())
                    .collect(),
            });
            format!("{} = {}", line.name, line.requirement)
        };
        assert_eq!(chosen(&[]), "jiff = \"0.2\"");
        assert_eq!(
            chosen(&["serde"]),
            "jiff = { version = \"0.2\", features = [\"serde\"] }"
        );
    }
}
