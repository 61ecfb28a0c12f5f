use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::message;
use crate::document::Pointer;
use crate::model::{PropertyEncoding, Style, TypeDef, TypeKind, TypeRef, TypeRegistry};

/// The properties of a form that its `encoding` speaks of; `described` is the media type, `at` its place.
pub fn encodings(
    types: &TypeRegistry,
    described: &Value,
    shape: &TypeRef,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, PropertyEncoding)> {
    let at = at.child("encoding");
    let listed = described.get("encoding").and_then(Value::as_object);
    let written = listed.into_iter().flatten().filter_map(|(name, encoding)| {
        // What is no property is ignored (OpenAPI 3.1, Media Type Object).
        let shape = types.property(shape, name)?;
        match written(types, encoding, shape) {
            Ok(written) => Some((name.clone(), written?)),
            Err(problem) => {
                diagnostics.add(message::FORM_ENCODING.at(at.child(name)).because(problem));
                None
            }
        }
    });
    written.collect()
}

/// Style and explode come before the media type (OpenAPI 3.1, Encoding Object).
fn written(
    types: &TypeRegistry,
    encoding: &Value,
    shape: &TypeRef,
) -> Result<Option<PropertyEncoding>, String> {
    let there = |key: &str| encoding.get(key).is_some();
    let media = encoding["contentType"].as_str().unwrap_or_default();
    let (list, object) = (types.is_list(shape), types.is_object(shape));
    if !["style", "explode", "allowReserved"].into_iter().any(there) {
        let essence = media.split(';').next().unwrap_or_default().trim();
        return match essence.to_ascii_lowercase().as_str() {
            "" => Ok(None),
            "application/json" => Ok(Some(PropertyEncoding::Json)),
            "text/plain" if !list && !object => Ok(None),
            _ => Err(format!("a property of a form as `{media}`")),
        };
    }
    let name = encoding["style"].as_str();
    let name = name.unwrap_or(Style::Form.name());
    let style =
        Style::of_name(name).ok_or_else(|| format!("`{name}` is not a style of OpenAPI"))?;
    let exploded = encoding
        .get("explode")
        .map_or(style == Style::Form, |explode| explode == true);
    match style {
        Style::DeepObject => Ok(Some(PropertyEncoding::Deep)),
        _ if object => Err(format!("an object in a form with the style `{name}`")),
        _ if exploded || !list => Ok(None),
        Style::Form => Ok(Some(PropertyEncoding::Joined(','))),
        Style::SpaceDelimited => Ok(Some(PropertyEncoding::Joined(' '))),
        Style::PipeDelimited => Ok(Some(PropertyEncoding::Joined('|'))),
        Style::Simple | Style::Label | Style::Matrix => {
            Err(format!("a property of a form with the style `{name}`"))
        }
    }
}

impl TypeRegistry {
    /// The shape of a property, if it has a name.
    fn property(&self, shape: &TypeRef, name: &str) -> Option<&TypeRef> {
        let TypeKind::Named(id) = self.resolve_alias(shape).kind else {
            return None;
        };
        let TypeDef::Struct { fields, .. } = &self.types[id].definition else {
            return None;
        };
        let mut fields = fields.iter();
        fields
            .find(|field| field.wire == name)
            .map(|field| &field.shape)
    }

    pub(super) fn is_list(&self, shape: &TypeRef) -> bool {
        matches!(self.resolve_alias(shape).kind, TypeKind::Array(_))
    }

    /// Whether a value has properties, or may have some.
    pub(super) fn is_object(&self, shape: &TypeRef) -> bool {
        match self.resolve_alias(shape).kind {
            TypeKind::Map(_) => true,
            TypeKind::Named(id) => match &self.types[id].definition {
                TypeDef::Struct { .. } => true,
                TypeDef::Union(union) => union
                    .variants
                    .iter()
                    .any(|one| self.is_object(&one.shape) || self.is_list(&one.shape)),
                _ => false,
            },
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract::tests::{findings, read_operation};

    /// How a form writes its properties, and what was found: `text` is a string, `list` an array, `object` an object.
    fn of(encoding: Value) -> (Vec<(String, PropertyEncoding)>, Vec<String>) {
        let properties = json!({ "text": { "type": "string" }, "list": { "type": "array" }, "object": { "type": "object" } });
        let form = json!({ "schema": { "properties": properties }, "encoding": encoding });
        let body = json!({ "content": { "application/x-www-form-urlencoded": form } });
        let reading = read_operation(json!({ "requestBody": body }), json!({}));
        let found = findings(&reading);
        let body = reading.contract.operations[0].body.as_ref();
        let content = body
            .and_then(|body| body.content.as_ref())
            .expect("content");
        (content.encodings.clone(), found)
    }

    #[test]
    fn styles_come_before_media_types() {
        let joined = |separator| Some(PropertyEncoding::Joined(separator));
        for (property, encoding, expected) in [
            ("list", json!({ "explode": false }), joined(',')),
            ("list", json!({ "style": "pipeDelimited" }), joined('|')),
            (
                "list",
                json!({ "style": "spaceDelimited", "contentType": "application/json" }),
                joined(' '),
            ),
            (
                "object",
                json!({ "style": "deepObject" }),
                Some(PropertyEncoding::Deep),
            ),
            (
                "object",
                json!({ "contentType": "Application/JSON; charset=utf-8" }),
                Some(PropertyEncoding::Json),
            ),
            ("text", json!({ "contentType": "text/plain" }), None),
            ("list", json!({ "style": "form" }), None),
        ] {
            let (encodings, found) = of(json!({ property: encoding }));
            let encoding = encodings.first().map(|(_, encoding)| *encoding);
            assert_eq!(
                (encoding, found.len()),
                (expected, 0),
                "{property}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_not_generated_is_found_at_its_property() {
        let (_, found) = of(
            json!({ "object": { "style": "pipeDelimited" }, "list": { "contentType": "text/csv" }, "text": { "style": "odd" }, "none": { "style": "odd" } }),
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[2].ends_with("/encoding/text: `odd` is not a style of OpenAPI"));
        assert!(found[0].contains("/encoding/object: ") && found[1].contains("/encoding/list: "));
    }
}
