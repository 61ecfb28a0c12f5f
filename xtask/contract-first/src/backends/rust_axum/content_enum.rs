use serde::Serialize;

use super::helper::{Helper, ResponseHelper};
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::names as rust;
use crate::model::{Operation, ResponseContent};
use crate::text::markdown::code;

/// The forms that the body of a response takes, as an enum.
#[derive(Serialize)]
pub struct ContentEnum {
    pub name: String,
    pub derives: &'static str,
    pub variants: Vec<ContentVariant>,
}

/// One of them.
#[derive(Serialize)]
pub struct ContentVariant {
    docs: String,
    pub name: String,
    #[serde(rename = "type")]
    rust: String,
}

/// The media types of which a request prefers one, as an enum.
#[derive(Serialize)]
pub struct MediaEnum {
    #[serde(rename = "enumeration")]
    pub name: String,
    variants: Vec<MediaVariant>,
}

#[derive(Serialize)]
struct MediaVariant {
    docs: String,
    name: String,
    /// As it is sent.
    literal: String,
}

impl ContentVariant {
    pub fn new(content: &ResponseContent, name: String, rust: String) -> Self {
        Self {
            docs: code(&content.name),
            name,
            rust,
        }
    }
}

/// The names of the forms of a body.
pub fn variant_names<'c>(contents: impl IntoIterator<Item = &'c ResponseContent>) -> Vec<String> {
    let mut names = NameAllocator::default();
    let contents = contents.into_iter();
    contents
        .map(|content| names.allocate(&rust::VARIANT, &content.code_name()))
        .collect()
}

/// What the method of an operation is told: which media type a request prefers, where one of its successes has several.
pub fn media_enum(context: &mut Context, operation: &Operation) -> OrFalse<MediaEnum> {
    let responses = operation.responses.iter();
    let several = responses.filter(|one| one.is_success() && one.contents.len() > 1);
    let mut contents: Vec<&ResponseContent> = Vec::new();
    for content in several.flat_map(|response| &response.contents) {
        if contents
            .iter()
            .all(|one| one.essence() != content.essence())
        {
            contents.push(content);
        }
    }
    if contents.is_empty() {
        return OrFalse(None);
    }
    context
        .needs
        .helper(Helper::Response(ResponseHelper::Accepted));
    let names = variant_names(contents.iter().copied());
    let variants = contents
        .iter()
        .zip(names)
        .map(|(content, name)| MediaVariant {
            docs: code(&content.name),
            name,
            literal: literal(&content.name),
        });
    OrFalse(Some(MediaEnum {
        variants: variants.collect(),
        name: context
            .operation_types
            .allocate(&rust::OPERATION_TYPE, &format!("{} media", operation.name)),
    }))
}
