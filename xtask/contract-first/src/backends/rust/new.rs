use serde::Serialize;

use super::multipart::file_part;
use crate::backend::Fragment;
use crate::backend::client::language::Types;
use crate::backend::client::model::ClientField;
use crate::backend::client::multipart::ClientPart;
use crate::backend::client::operation::ClientParameter;
use crate::model::{PartContent, TypeKind, TypeRef};

/// A function `new` that spares the names of what is optional.
#[derive(Serialize)]
pub struct New {
    arguments: String,
    values: Vec<String>,
}

/// A field of a struct.
struct Argument<'c> {
    name: &'c str,
    kind: &'c Fragment,
    required: bool,
    /// Whether it takes what becomes a text.
    text: bool,
}

impl New {
    /// That of a model.
    pub fn of_fields(types: &Types, fields: &[ClientField]) -> Option<Self> {
        let arguments = fields.iter().map(|field| Argument {
            name: &field.name,
            kind: &field.kind,
            required: field.described.required,
            text: is_text(types, &field.described.shape),
        });
        Self::of(&arguments.collect::<Vec<_>>())
    }

    /// That of the parameters of a call.
    pub fn of_parameters(types: &Types, parameters: &[ClientParameter]) -> Option<Self> {
        let arguments = parameters.iter().map(|parameter| Argument {
            name: &parameter.name,
            kind: &parameter.kind,
            required: parameter.described.required,
            text: is_text(types, &parameter.described.shape),
        });
        Self::of(&arguments.collect::<Vec<_>>())
    }

    /// That of a body of parts: lists begin empty.
    pub fn of_parts(types: &Types, parts: &[ClientPart], further: Option<&str>) -> Option<Self> {
        let required = |part: &ClientPart| part.described.required && !part.described.several;
        let text = |part: &ClientPart| is_text(types, &part.described.shape);
        let arguments = parts.iter().filter(|part| required(part));
        let arguments: Vec<_> = arguments
            .map(|part| match (part.described.content, text(part)) {
                (PartContent::File, _) => format!("{}: impl Into<{}>", part.name, file_part()),
                (_, true) => format!("{}: impl Into<String>", part.name),
                (_, false) => format!("{}: {}", part.name, part.kind.text),
            })
            .collect();
        let further = further.map(|name| format!("{name}: Vec::new()"));
        let values = parts.iter().map(|part| {
            let name = &part.name;
            match (part.described.several, required(part)) {
                (true, _) => format!("{name}: Vec::new()"),
                (false, true) if text(part) => format!("{name}: {name}.into()"),
                (false, true) if part.described.content == PartContent::File => {
                    format!("{name}: {name}.into()")
                }
                (false, true) => name.clone(),
                (false, false) => format!("{name}: None"),
            }
        });
        let values: Vec<_> = values.chain(further).collect();
        if arguments.len() == values.len() || !(1..=7).contains(&arguments.len()) {
            return None;
        }
        Some(Self {
            arguments: arguments.join(", "),
            values,
        })
    }

    fn of(all: &[Argument]) -> Option<Self> {
        let required = all.iter().filter(|one| one.required);
        let count = required.clone().count();
        if count == all.len() || !(1..=7).contains(&count) {
            return None;
        }
        let arguments = required.map(
            |Argument {
                 name, kind, text, ..
             }| match text {
                true => format!("{name}: impl Into<String>"),
                false => format!("{name}: {}", kind.text),
            },
        );
        let values = all.iter().map(|one| match (one.required, one.text) {
            (true, true) => format!("{0}: {0}.into()", one.name),
            (true, false) => one.name.to_owned(),
            (false, _) => format!("{}: None", one.name),
        });
        Some(Self {
            arguments: arguments.collect::<Vec<_>>().join(", "),
            values: values.collect(),
        })
    }
}

/// Whether values of a shape are a `String`.
pub fn is_text(types: &Types, shape: &TypeRef) -> bool {
    matches!(shape.kind, TypeKind::String | TypeKind::Uri) && !types.registry.is_nullable(shape)
}
