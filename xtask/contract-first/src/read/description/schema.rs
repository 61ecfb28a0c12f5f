//! Schemas by the places where they stand: each is read once, one after the other, however they refer to each other.

use serde_json::Value;

use super::part::{Part, child};
use super::reader::Reader;
use crate::document::Pointer;
use crate::model::description::{Schema, SchemaId, SchemaKeywords};

/// A schema that has an id, and whose keywords are still to be read.
pub struct OpenSchema<'d> {
    id: SchemaId,
    value: &'d Value,
}

impl<'d> Reader<'d> {
    /// The schema of a part.
    pub(super) fn schema(&mut self, part: &Part<'d>) -> SchemaId {
        let address = std::ptr::from_ref(part.value);
        if let Some(id) = self.known.get(&address) {
            return *id;
        }
        let id = self.any(&part.at);
        self.known.insert(address, id);
        let value = part.value;
        self.open.push(OpenSchema { id, value });
        id
    }

    /// The schema under a key.
    pub(super) fn schema_under(&mut self, part: &Part<'d>, key: &str) -> Option<SchemaId> {
        child(part, key).map(|schema| self.schema(&schema))
    }

    /// A schema that says nothing.
    pub(super) fn any(&mut self, at: &Pointer) -> SchemaId {
        self.schemas.push(Schema {
            at: at.clone(),
            name: name(at),
            keywords: SchemaKeywords::default(),
        })
    }

    /// Reads what is said of each schema that has an id by now.
    pub(super) fn read_schemas(&mut self) {
        while let Some(OpenSchema { id, value }) = self.open.pop() {
            let at = self.schemas[id].at.clone();
            let keywords = self.keywords(&Part { at, value });
            self.schemas.define(id, keywords);
        }
    }
}

/// The name of a schema that stands where schemas have names.
fn name(at: &Pointer) -> Option<String> {
    let text = at.as_str();
    let component = text.strip_prefix("/components/schemas/");
    let component = component.filter(|key| !key.contains('/'));
    let (holder, key) = text.rsplit_once('/')?;
    let named = component.is_some() || holder.ends_with("/$defs");
    named.then(|| Pointer::from(format!("/{key}")).steps().concat())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::description::testing::{read_schemas, schema_at};

    #[test]
    fn only_components_and_definitions_have_names() {
        for (at, expected) in [
            ("/components/schemas/A", Some("A")),
            ("/components/schemas/a~1b~0", Some("a/b~")),
            ("/components/schemas/A/$defs/B", Some("B")),
            ("/components/schemas/A/properties/B", None),
            ("/components/responses/A", None),
        ] {
            assert_eq!(name(&Pointer::from(at)).as_deref(), expected, "{at}");
        }
    }

    #[test]
    fn a_place_is_read_once_and_may_lead_back_to_itself() {
        let node = json!({ "properties": { "next": { "$ref": "#/components/schemas/Node" }, "other": { "$ref": "#/components/schemas/Node/properties/next" } } });
        let read = read_schemas(json!({ "Node": node }));
        assert_eq!(read.len(), 3);
        let node = schema_at(&read, "/components/schemas/Node");
        let next = read[node].keywords.object.properties[0].1;
        let other = read[node].keywords.object.properties[1].1;
        assert_eq!(read[next].keywords.reference, Some(node));
        assert_eq!(read[other].keywords.reference, Some(next));
    }
}
