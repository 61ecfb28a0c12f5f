//! Bodies of parts: their classes, and the expressions that write them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::annotation::Annotation;
use super::docstring::docstring;
use super::imports::{Module, imports as python_imports};
use super::language::Python;
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::multipart::{ClientMultipart, ClientPart};
use crate::backend::client::operation::ClientOperation;
use crate::backend::{Fragment, Import};
use crate::model::{PartContent, TypeKind};
use crate::text::markdown::code;

/// What the templates print of a body of parts.
#[derive(Serialize)]
pub struct BodyClass<'c> {
    pub name: &'c str,
    docstring: Vec<String>,
    fields: Vec<BodyField>,
}

#[derive(Serialize)]
struct BodyField {
    line: Fragment,
    docstring: Vec<String>,
}

/// The body of an operation, if it has parts.
pub fn multipart<'c>(operation: &'c ClientOperation) -> Option<&'c ClientMultipart<'c>> {
    operation.body.as_ref()?.multipart.as_ref()
}

impl<'c> BodyClass<'c> {
    pub fn all(types: &Types, operations: &'c [ClientOperation]) -> Vec<Self> {
        let all = operations.iter().filter_map(|operation| {
            let multipart = multipart(operation)?;
            Some(Self::of(types, operation, multipart))
        });
        all.collect()
    }

    fn of(types: &Types, operation: &ClientOperation, multipart: &'c ClientMultipart) -> Self {
        let fields = multipart.parts.iter().map(|part| BodyField {
            line: line(types, part),
            docstring: docstring(&part.docs),
        });
        let further = multipart.further.iter().map(|name| BodyField {
            line: Module::Multipart
                .member("File")
                .map(|file| format!("{name}: Sequence[tuple[str, {file}]] = ()"))
                .with("collections.abc", "Sequence"),
            docstring: docstring(&Python.docs("Parts that the document does not name.", 4)),
        });
        let named = code(&operation.name);
        Self {
            name: &multipart.body_type,
            docstring: docstring(&Python.docs(&format!("The body of {named}."), 4)),
            fields: fields.chain(further).collect(),
        }
    }

    /// What the classes use.
    pub fn imports(all: &[Self]) -> BTreeSet<Import> {
        let fields = all.iter().flat_map(|class| &class.fields);
        let mut imports: BTreeSet<_> = fields
            .flat_map(|field| field.line.imports.iter().cloned())
            .collect();
        imports.insert(Module::Dataclasses.import());
        imports.extend(python_imports([("._multipart", "FilePart")]));
        imports
    }
}

/// The declaration of a field.
fn line(types: &Types, part: &ClientPart) -> Fragment {
    let (name, described) = (&part.name, part.described);
    let shape = types.registry.resolve_alias(&described.shape);
    let item = match (&shape.kind, described.several) {
        (TypeKind::Array(items), true) => items,
        _ => &described.shape,
    };
    let kind = match described.content {
        PartContent::File => {
            let plain = Module::Multipart.member("File");
            let nullable = false;
            Annotation::Type { plain, nullable }
        }
        PartContent::Text | PartContent::Json => Annotation::of(types, item, None),
    };
    match (described.several, described.required) {
        (true, required) => {
            let otherwise = if required { "" } else { " = ()" };
            let list = kind.code();
            let list = list.map(|item| format!("{name}: Sequence[{item}]{otherwise}"));
            list.with("collections.abc", "Sequence")
        }
        (false, true) => kind.code().map(|kind| format!("{name}: {kind}")),
        (false, false) => {
            let kind = kind.optional().code();
            kind.map(|kind| format!("{name}: {kind} = None"))
        }
    }
}

/// The expression that writes a body.
pub fn written(media: &str, multipart: &ClientMultipart) -> Fragment {
    let parts = multipart.parts.iter().map(part);
    let further = multipart.further.iter();
    let further = further.map(|name| Module::Multipart.member(&format!("further(body.{name})")));
    let lines = parts.chain(further);
    let lines = lines.map(|line| line.map(|line| format!("                *{line},\n")));
    let lines = Fragment::join(lines, "");
    let media = Python.text(media);
    let body = Module::Multipart.member("body");
    let code = lines.map(|lines| match lines.is_empty() {
        true => format!("({media}, [])"),
        false => {
            format!("(\n            {media},\n            [\n{lines}            ],\n        )")
        }
    });
    Fragment::join([body, code], "")
}

/// The call that writes a part.
fn part(part: &ClientPart) -> Fragment {
    let described = part.described;
    let function = match (described.content, described.several) {
        (PartContent::File, false) => "file",
        (PartContent::File, true) => "files",
        (PartContent::Text, false) => "text",
        (PartContent::Text, true) => "texts",
        (PartContent::Json, false) => "as_json",
        (PartContent::Json, true) => "each_as_json",
    };
    let wire = Python.text(&described.wire);
    let media = described.media_type.as_ref();
    let media = media.map_or_else(String::new, |media| format!(", {}", Python.text(media)));
    Module::Multipart.member(&format!("{function}({wire}, body.{}{media})", part.name))
}
