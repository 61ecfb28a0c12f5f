use std::collections::HashMap;

use serde_json::Value;

use super::part::Part;
use super::schema::OpenSchema;
use crate::diagnostic::Diagnostic;
use crate::document::Pointer;
use crate::model::description::{SchemaId, Schemas, SecurityScheme};
use crate::read::inheritance::children;

/// The rules that a schema is read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// OpenAPI 3.0: `nullable`, boolean `exclusiveMinimum`; nothing counts beside a `$ref`.
    OpenApi30,
    /// JSON Schema 2020-12.
    JsonSchema,
}

/// Reads the parts of one document.
pub struct Reader<'d> {
    pub root: &'d Value,
    pub dialect: Dialect,
    pub faults: Vec<Diagnostic>,
    pub schemas: Schemas,
    pub security_schemes: Vec<SecurityScheme>,
    /// The schemas that have an id, by the address of their value: a place of the document is one value.
    pub(super) known: HashMap<*const Value, SchemaId>,
    /// Those of them whose keywords are still to be read.
    pub(super) open: Vec<OpenSchema<'d>>,
    /// The schemas that are made of one, by `allOf`: the place of the whole, the key of the part.
    pub(super) children: HashMap<Pointer, Vec<&'d str>>,
    /// Schemas by their `$anchor`; made when one is asked for.
    pub(super) anchors: Option<HashMap<&'d str, Vec<Pointer>>>,
    /// The callbacks of the operation that is read.
    pub(super) callbacks: Vec<Pointer>,
    /// How many more parts may be read.
    left: usize,
}

/// Most parts that a document may have once its references are followed.
const MAX_PARTS: usize = 30_000_000;

impl<'d> Reader<'d> {
    pub fn new(root: &'d Value) -> Self {
        let version = root["openapi"].as_str().unwrap_or_default();
        Self {
            root,
            dialect: match version.starts_with("3.0") {
                true => Dialect::OpenApi30,
                false => Dialect::JsonSchema,
            },
            faults: Vec::new(),
            schemas: Schemas::default(),
            security_schemes: Vec::new(),
            known: HashMap::new(),
            open: Vec::new(),
            children: children(root),
            anchors: None,
            callbacks: Vec::new(),
            left: MAX_PARTS,
        }
    }

    /// The whole document.
    pub fn document(&self) -> Part<'d> {
        Part {
            at: Pointer::default(),
            value: self.root,
        }
    }

    /// Takes one more part; `false` when there are too many: each is read for every operation that shares it.
    pub(super) fn spend(&mut self, at: &Pointer) -> bool {
        if self.left == 1 {
            self.too_large(at, MAX_PARTS);
        }
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }
}
