use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::overrides::Overrides;
use super::{python, rust, rust_axum, typescript};
use crate::files::FileError;
use crate::target_kind::TargetKind;

/// The templates of one kind of target, and what the generator makes by itself and we do without.
pub struct TemplateSet {
    pub(super) templates: &'static [Template],
    pub(super) unused: &'static [&'static str],
}

/// One template.
pub struct Template {
    /// The name of its file.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    pub(super) destination: Destination,
}

/// Where a template's file goes.
pub enum Destination {
    /// Where the generator puts what it has a template of the same name for.
    Known,
    /// Into `src`.
    Source(&'static str),
    /// Into the folder of the Python package.
    Module(&'static str),
}

/// A template by its folder and name in `templates`, and its destination.
macro_rules! template {
    ($folder:literal, $name:literal, $destination:expr) => {
        super::set::Template {
            name: $name,
            text: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/templates/",
                $folder,
                "/",
                $name
            )),
            destination: $destination,
        }
    };
}
pub(super) use template;

/// A source that does not depend on the document, by its folder in `backends` and its name: the generator copies it into `src` as it is;
/// `as` a template where the generator has one of its own for a file of that name.
macro_rules! runtime {
    ($folder:literal, $name:literal) => {
        runtime!($folder, $name as $name)
    };
    ($folder:literal, $name:literal as $template:literal) => {
        super::set::Template {
            name: $template,
            text: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/backends/",
                $folder,
                "/runtime/",
                $name
            )),
            destination: super::Destination::Source($name),
        }
    };
}
pub(super) use runtime;

impl TemplateSet {
    /// Those of a kind.
    pub fn of(kind: TargetKind) -> &'static Self {
        match kind {
            TargetKind::RustAxum => &rust_axum::TEMPLATES,
            TargetKind::Rust => &rust::TEMPLATES,
            TargetKind::TypeScript => &typescript::TEMPLATES,
            TargetKind::Python => &python::TEMPLATES,
        }
    }

    /// The templates.
    pub fn templates(&self) -> &'static [Template] {
        self.templates
    }

    /// What the generator has to know of the files that it has no template for, for a Python package called `module`.
    pub fn files(&self, module: &str) -> Value {
        let own = self.templates.iter().filter_map(|template| {
            let (folder, file) = match template.destination {
                Destination::Known => return None,
                Destination::Source(file) => ("src", file),
                Destination::Module(file) => (module, file),
            };
            let file = json!({ "destinationFilename": file, "folder": folder, "templateType": "SupportingFiles" });
            Some((template.name.to_owned(), file))
        });
        Value::Object(own.collect::<Map<_, _>>())
    }

    /// The generator's own files that are not made.
    pub fn unused(&self) -> Value {
        json!(self.unused)
    }

    /// Writes all into a folder, those of the project in place of ours.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn write(&self, overrides: &Overrides, folder: &Path) -> Result<(), FileError> {
        fs::create_dir_all(folder).map_err(FileError::make(folder.display()))?;
        for template in self.templates {
            let text = overrides.text(template.name).unwrap_or(template.text);
            let path = folder.join(template.name);
            fs::write(&path, text).map_err(FileError::write(path.display()))?;
        }
        Ok(())
    }
}
