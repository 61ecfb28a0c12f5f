use contract_first::Package;
use contract_first::backend::{
    Backend, Content, Destination, GeneratorSettings, PackageFiles, TemplateData, TemplateFile,
};
use contract_first::model::{Contract, Operation};
use serde::Serialize;
use serde_json::json;

/// The files that packages can have.
const FILES: &[TemplateFile] = &[
    TemplateFile {
        name: "operations.mustache",
        destination: Destination::Sources("operations.txt"),
        content: Content::Template(include_str!("templates/operations.mustache")),
    },
    TemplateFile {
        name: "how_to_read.txt",
        destination: Destination::Sources("how_to_read.txt"),
        content: Content::Source("An operation a line: its method, its path, its name.\n"),
    },
];

/// Makes plain lists.
#[derive(Debug)]
pub struct PlainList;

/// What the template prints.
#[derive(Serialize)]
struct List<'c> {
    title: &'c str,
    package: &'c str,
    operations: Vec<Line<'c>>,
}

/// An operation.
#[derive(Serialize)]
struct Line<'c> {
    method: &'c str,
    path: &'c str,
    name: &'c str,
    deprecated: bool,
}

impl Backend for PlainList {
    fn id(&self) -> &'static str {
        "plain-list"
    }

    fn templates(&self) -> &'static [TemplateFile] {
        FILES
    }

    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles {
        let list = List {
            title: &contract.info.title,
            package: package.name,
            operations: contract.operations.iter().map(Line::of).collect(),
        };
        PackageFiles {
            files: FILES.iter().collect(),
            data: TemplateData {
                extension: "x-list",
                package: json!(list),
                operations: Vec::new(),
            },
        }
    }

    fn generator(&self, _package: &str) -> GeneratorSettings {
        GeneratorSettings {
            name: "asciidoc",
            properties: json!({}),
            sources: "lists".to_owned(),
            unused: &["index.adoc"],
        }
    }
}

impl<'c> Line<'c> {
    fn of(operation: &'c Operation) -> Self {
        Self {
            method: &operation.method,
            path: &operation.path,
            name: &operation.name,
            deprecated: operation.deprecated,
        }
    }
}
