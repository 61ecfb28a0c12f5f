use std::collections::BTreeSet;

use serde::Serialize;

use super::helper::{CodeNeeds, Helper};
use super::imports;
use crate::backend::Import;
use crate::backend::names::NameAllocator;
use crate::backend::rust::docs;
use crate::backend::rust::names as rust;
use crate::model::{Operation, Tag};
use crate::text::markdown::code;

/// The tags in the order of their first operations; each becomes a trait in a module of its own.
#[derive(Default)]
pub struct Tags {
    modules: NameAllocator,
    all: Vec<TagModule>,
}

/// The module of a tag.
struct TagModule {
    /// The document's name.
    tag: String,
    data: TagData,
    /// What has to be in scope.
    imports: BTreeSet<Import>,
    /// Whether one of its operations asks for credentials.
    authenticated: bool,
    /// Whether a response of its operations is a stream.
    streams: bool,
}

/// A tag, as templates print it.
#[derive(Serialize)]
pub struct TagData {
    module: String,
    #[serde(rename = "trait")]
    name: String,
    docs: Vec<String>,
}

/// A tag, as the template of its module prints it.
#[derive(Serialize)]
pub struct TagHead<'t> {
    #[serde(flatten)]
    tag: &'t TagData,
    /// The traits that its own builds on.
    base: String,
    uses: Vec<String>,
}

impl Tags {
    /// Notes an operation under the first of its tags; gives the place of the tag.
    pub fn add(
        &mut self,
        listed: &[Tag],
        operation: &Operation,
        needed: &CodeNeeds,
        types: &mut NameAllocator,
    ) -> usize {
        let tag = operation.tags.first().map_or("Default", String::as_str);
        let known = self.all.iter().position(|module| module.tag == tag);
        let place = known.unwrap_or_else(|| {
            self.all.push(TagModule {
                tag: tag.to_owned(),
                data: TagData {
                    module: self.modules.allocate(&rust::MODULE, tag),
                    name: types.allocate(&rust::TRAIT, tag),
                    docs: described(listed, tag),
                },
                imports: imports::OPERATIONS.map(imports::import).into(),
                authenticated: false,
                streams: false,
            });
            self.all.len() - 1
        });
        let module = &mut self.all[place];
        module.imports.extend(needed.imports.iter().cloned());
        module.authenticated |= needed.helpers.contains(&Helper::Authenticate);
        let mut helpers = needed.helpers.iter();
        module.streams |= helpers.any(|helper| matches!(helper, Helper::Stream(_)));
        place
    }

    /// The name of a tag's module.
    pub fn module(&self, place: usize) -> &str {
        &self.all[place].data.module
    }

    /// A tag, with what its module needs in scope.
    pub fn head(&self, place: usize) -> TagHead<'_> {
        let module = &self.all[place];
        let base = match module.authenticated {
            true => imports::AUTHENTICATE,
            false => imports::SERVICE,
        };
        let mut imports = module.imports.clone();
        imports.insert(imports::import(base));
        TagHead {
            tag: &module.data,
            base: match module.streams {
                true => format!("{} + {}::Streaming", base.1, imports::STREAMS),
                false => base.1.to_owned(),
            },
            uses: imports::paths(&imports),
        }
    }

    pub fn all(&self) -> Vec<&TagData> {
        self.all.iter().map(|module| &module.data).collect()
    }
}

fn described(listed: &[Tag], tag: &str) -> Vec<String> {
    let listed = listed.iter().find(|one| one.name == tag);
    let lines = docs::lines(listed.map_or("", |one| &one.description));
    if lines.is_empty() {
        vec![format!(
            "The operations that the document tags {}.",
            code(tag)
        )]
    } else {
        lines
    }
}
