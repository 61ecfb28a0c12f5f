use serde_json::{Value, json};

use super::annotation::Annotation;
use super::package::package;
use super::{files, names};
use crate::backend::client;
use crate::backend::client::language::{Language, Position, Types};
use crate::backend::client::package::ClientPackage;
use crate::backend::client::words::wrapped;
use crate::backend::names::Convention;
use crate::backend::{Backend, Fragment, GeneratorSettings, Package, PackageFiles, TemplateFile};
use crate::model::{Contract, TypeRef};
use crate::target_kind::TargetKind;
use crate::text::literal;

/// Python, as the `python` templates write it.
#[derive(Debug)]
pub struct Python;

impl Backend for Python {
    fn id(&self) -> &'static str {
        TargetKind::Python.id()
    }

    fn templates(&self) -> &'static [TemplateFile] {
        files::FILES
    }

    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles {
        client::package::files(contract, self, package)
    }

    fn generator(&self, package: &str) -> GeneratorSettings {
        let module = package.replace('-', "_");
        GeneratorSettings {
            name: "python",
            properties: json!({ "projectName": package, "packageName": &module }),
            sources: module,
            unused: files::UNUSED,
        }
    }
}

impl Language for Python {
    fn convention(&self, position: Position) -> &'static Convention {
        names::convention(position)
    }

    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> Fragment {
        Annotation::of(types, shape, holder).within(types, holder)
    }

    fn docs(&self, text: &str, indent: usize) -> Vec<String> {
        let lines = wrapped(text, 110 - indent);
        lines.iter().map(|line| escaped(line)).collect()
    }

    fn text(&self, text: &str) -> String {
        literal::python(text)
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            value => value.to_string(),
        }
    }

    fn client_files(&self, client: &ClientPackage) -> PackageFiles {
        let package = package(client);
        let needed = |file: &&TemplateFile| match file.name {
            files::SERVERS => !client.servers.is_empty(),
            _ => files::optional(file).is_none_or(|module| package.uses(module)),
        };
        PackageFiles {
            files: files::FILES.iter().filter(needed).collect(),
            data: ClientPackage::template_data(&package),
        }
    }
}

/// A line as it stands in a docstring: nothing ends it, and nothing in it is run as a test.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\\\").replace(">>>", "\\\\>>>");
    if line.contains("\"\"") || line.ends_with('"') {
        line.replace('"', "\\\"")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_docstring() {
        for (text, expected) in [
            ("a \"\"\" b", "a \\\"\\\"\\\" b"),
            ("ends in \"", "ends in \\\""),
            ("\"quoted\" and on", "\"quoted\" and on"),
            ("C:\\Users\\N", "C:\\\\Users\\\\N"),
            (">>> import os", "\\\\>>> import os"),
        ] {
            assert_eq!(Python.docs(text, 0), [expected]);
        }
    }
}
