//! A body of parts: its struct, and the lines that send it.

use serde::Serialize;

use super::module::{Code, Module};
use super::new::New;
use crate::backend::client::language::Types;
use crate::backend::client::multipart::{ClientMultipart, ClientPart};
use crate::backend::{Fragment, OrFalse};
use crate::model::PartContent;
use crate::text::literal;

/// The struct of a body's parts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BodyStruct<'c> {
    #[serde(rename = "type")]
    name: &'c str,
    fields: Vec<BodyField<'c>>,
    /// Whether nothing is required.
    has_default: bool,
    new: OrFalse<New>,
}

#[derive(Serialize)]
struct BodyField<'c> {
    name: &'c str,
    docs: Vec<String>,
    #[serde(rename = "type")]
    kind: Fragment,
}

impl<'c> BodyStruct<'c> {
    pub fn of(types: &Types, multipart: &'c ClientMultipart) -> Self {
        let fields = multipart.parts.iter().map(|part| BodyField {
            name: &part.name,
            docs: part.docs.clone(),
            kind: kind(part),
        });
        let further = multipart.further.as_deref();
        let kept = further.map(|name| BodyField {
            name,
            docs: vec!["Parts that the document does not name, by their names.".to_owned()],
            kind: Fragment::plain(format!("Vec<(String, {})>", file_part())),
        });
        let mut parts = multipart.parts.iter();
        Self {
            name: &multipart.body_type,
            fields: fields.chain(kept).collect(),
            has_default: parts.all(|part| is_optional(part) || part.described.several),
            new: OrFalse(New::of_parts(types, &multipart.parts, further)),
        }
    }

    /// The types of its fields.
    pub fn kinds(&self) -> impl Iterator<Item = &Fragment> {
        self.fields.iter().map(|field| &field.kind)
    }
}

/// Whether it may be left out; an empty list is as good as none.
fn is_optional(part: &ClientPart) -> bool {
    !part.described.required && !part.described.several
}

/// The type of a file; with its path, since models may have any name.
pub fn file_part() -> String {
    format!("{}::FilePart", Module::FilePart.path())
}

fn kind(part: &ClientPart) -> Fragment {
    let kind = match (part.described.content, part.described.several) {
        (PartContent::File, false) => Fragment::plain(file_part()),
        (PartContent::File, true) => Fragment::plain(format!("Vec<{}>", file_part())),
        (PartContent::Text | PartContent::Json, _) => part.kind.clone(),
    };
    match is_optional(part) {
        true => kind.map(|kind| format!("Option<{kind}>")),
        false => kind,
    }
}

/// The lines that send it.
pub fn multipart_steps(media: &str, multipart: &ClientMultipart) -> Code {
    let parts = multipart.parts.iter().map(step);
    let further = multipart.further.iter().map(|name| {
        let code = format!(
            "for (name, file) in body.{name} {{ parts.file(&name, \"application/octet-stream\", file); }}"
        );
        Fragment::plain(code).needing(Module::MultipartFile)
    });
    let steps: Vec<_> = parts.chain(further).collect();
    let mutable = if steps.is_empty() { "" } else { "mut " };
    let start = Fragment::plain(format!(
        "let {mutable}parts = {}::FormParts::new();",
        Module::Multipart.path()
    ));
    let end = Fragment::plain(format!("call.multipart({media}, parts);"));
    let all = [start].into_iter().chain(steps).chain([end]);
    Fragment::join(all, "\n").needing(Module::Multipart)
}

fn step(part: &ClientPart) -> Code {
    let (described, field) = (part.described, format!("body.{}", part.name));
    let wire = literal::rust(&described.wire);
    let media = described.media_type.as_deref().map(literal::rust);
    let add = |value: &str| match described.content {
        PartContent::File => {
            let media = media.as_deref().unwrap_or_default();
            let code = format!("parts.file({wire}, {media}, {value});");
            Fragment::plain(code).needing(Module::MultipartFile)
        }
        PartContent::Text => {
            let media = media.as_ref().map(|media| format!("Some({media})"));
            let media = media.as_deref().unwrap_or("None");
            let code = format!("parts.text({wire}, {media}, {value});");
            Fragment::plain(code).needing(Module::MultipartText)
        }
        PartContent::Json => {
            let media = media.as_deref().unwrap_or_default();
            let code = format!("parts.json({wire}, {media}, {value});");
            Fragment::plain(code).needing(Module::MultipartJson)
        }
    };
    let reference = match described.content {
        PartContent::File => "",
        PartContent::Text | PartContent::Json => "&",
    };
    match (described.several, is_optional(part)) {
        (true, _) => add("item").map(|add| format!("for item in {reference}{field} {{ {add} }}")),
        (false, true) => {
            add("value").map(|add| format!("if let Some(value) = {reference}{field} {{ {add} }}"))
        }
        (false, false) => add(&format!("{reference}{field}")),
    }
}
