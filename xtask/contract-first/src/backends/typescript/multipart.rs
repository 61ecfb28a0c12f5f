//! A body of parts: its interface, and how each part is sent.

use serde::Serialize;

use super::TypeScript;
use super::text::{comment, key, literal};
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::multipart::{ClientMultipart, ClientPart};
use crate::backend::{Fragment, OrFalse};
use crate::model::{PartContent, TypeKind};

/// What the templates print of a body of parts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MultipartBody<'c> {
    pub body_type: &'c str,
    fields: Vec<PartField>,
    /// How they are sent.
    parts: Vec<String>,
    /// The property of parts that the document does not name.
    further: OrFalse<&'c str>,
}

#[derive(Serialize)]
struct PartField {
    /// Its name; with a question mark where it may be absent.
    key: String,
    #[serde(rename = "type")]
    kind: Fragment,
    docs: Vec<String>,
}

impl<'c> MultipartBody<'c> {
    pub fn of(types: &Types, multipart: &'c ClientMultipart) -> Self {
        let fields = multipart.parts.iter().map(|part| field(types, part));
        let further = multipart.further.as_deref();
        let kept = further.map(|name| PartField {
            key: format!("{}?", key(name)),
            kind: Fragment::plain(
                "readonly (readonly [string, multipart.FileInput])[] | undefined",
            ),
            docs: comment(&["Parts that the document does not name.".to_owned()]),
        });
        Self {
            body_type: &multipart.body_type,
            fields: fields.chain(kept).collect(),
            parts: multipart.parts.iter().map(described).collect(),
            further: OrFalse(further),
        }
    }

    /// The types of its fields.
    pub fn kinds(&self) -> impl Iterator<Item = &Fragment> {
        self.fields.iter().map(|field| &field.kind)
    }
}

fn field(types: &Types, part: &ClientPart) -> PartField {
    let described = part.described;
    let shape = types.registry.resolve_alias(&described.shape);
    let item = match (&shape.kind, described.several) {
        (TypeKind::Array(items), true) => items,
        _ => &described.shape,
    };
    let item = match described.content {
        PartContent::File => Fragment::plain("multipart.FileInput"),
        PartContent::Text | PartContent::Json => TypeScript.of(types, item, None),
    };
    let kind = match described.several {
        true => item.map(|item| match item.contains(' ') {
            true => format!("readonly ({item})[]"),
            false => format!("readonly {item}[]"),
        }),
        false => item,
    };
    PartField {
        key: match described.required {
            true => key(&part.name),
            false => format!("{}?", key(&part.name)),
        },
        kind: match described.required {
            true => kind,
            false => kind.map(|kind| format!("{kind} | undefined")),
        },
        docs: comment(&part.docs),
    }
}

/// The literal by which a part is written.
fn described(part: &ClientPart) -> String {
    let described = part.described;
    let content = match described.content {
        PartContent::File => "file",
        PartContent::Text => "text",
        PartContent::Json => "json",
    };
    let media = described.media_type.as_deref();
    let media = media.map_or_else(String::new, |media| format!(", type: {}", literal(media)));
    format!(
        "{{ name: {}, wire: {}, content: \"{content}\", required: {}, several: {}{media} }}",
        literal(&part.name),
        literal(&described.wire),
        described.required && !described.several,
        described.several,
    )
}
