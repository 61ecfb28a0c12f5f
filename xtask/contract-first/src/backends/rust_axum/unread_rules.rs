use super::code::is_for_holder;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema::RULE_OF_PIECES;
use crate::model::{
    BodyEncoding, Contract, ObjectRule, ParameterContent, TypeDef, TypeRef, TypeRegistry,
};

/// Finds the rules beyond types that nobody could check: those of objects that come in pieces, and those of lists and maps that nothing
/// holds while they are read.
pub fn check(contract: &Contract, operations: &mut [Diagnostics]) {
    let types = &contract.types;
    for (operation, found) in contract.operations.iter().zip(operations) {
        for parameter in &operation.parameters {
            let json = parameter.content == Some(ParameterContent::Json);
            shape(types, &parameter.shape, json, &parameter.at, found);
        }
        let body = operation.body.as_ref();
        if let Some((body, content)) = body.and_then(|body| Some((body, body.content.as_ref()?))) {
            let json = content.media == BodyEncoding::Json;
            shape(types, &content.shape, json, &body.at, found);
        }
    }
}

/// `json` is whether the value is read as a whole.
fn shape(
    types: &TypeRegistry,
    shape: &TypeRef,
    json: bool,
    at: &crate::document::Pointer,
    found: &mut Diagnostics,
) {
    if is_for_holder(types, shape) {
        found.add(RULE_OF_PIECES.at(at));
    }
    for id in types.reached_by(shape) {
        let named = &types.types[id];
        let unread = match &named.definition {
            TypeDef::Struct { fields, rules, .. } => {
                let ruled = rules.iter().any(|rule| matches!(rule, ObjectRule::Rule(_)));
                let holds = fields
                    .iter()
                    .any(|field| is_for_holder(types, &field.shape));
                !json && (ruled || holds)
            }
            TypeDef::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| is_for_holder(types, &variant.shape))
            }
            TypeDef::Enumeration(_) | TypeDef::Alias(_) => false,
        };
        if unread {
            found.add(RULE_OF_PIECES.at(&named.at));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::checked_contract::read_and_check;

    /// The places of what is refused of a body of a media type.
    fn refused(media: &str, schema: Value) -> Vec<String> {
        let content = json!({ media: { "schema": schema } });
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": { "/a": { "post": {
                "operationId": "a",
                "requestBody": { "content": content },
                "responses": { "204": { "description": "Done" } },
            } } },
        });
        let found = read_and_check(&document).diagnostics;
        let found = found.iter().filter(|one| one.code().0 == 235);
        found.map(|one| one.pointer().to_string()).collect()
    }

    #[test]
    fn rules_are_refused_where_nobody_sees_what_was_sent() {
        let ruled = json!({ "type": "object", "properties": { "a": {} }, "dependentRequired": { "a": ["b"] } });
        let of_objects =
            json!({ "type": "array", "items": ruled, "contains": { "required": ["a"] } });
        let plain =
            json!({ "type": "array", "items": { "type": "integer" }, "contains": { "const": 1 } });
        let held = json!({ "type": "object", "properties": { "list": of_objects } });
        let either = json!({ "oneOf": [of_objects, { "type": "string" }] });
        let at = |rest: &str| format!("/paths/~1a/post/requestBody{rest}");
        let (json, form) = ("application/json", "application/x-www-form-urlencoded");
        let schema = at("/content/application~1json/schema");
        for (media, body, expected) in [
            (json, &ruled, vec![]),
            (json, &plain, vec![]),
            (json, &held, vec![]),
            (json, &of_objects, vec![at("")]),
            (json, &either, vec![schema]),
            (
                form,
                &ruled,
                vec![at("/content/application~1x-www-form-urlencoded/schema")],
            ),
        ] {
            assert_eq!(refused(media, body.clone()), expected, "{media} {body}");
        }
    }
}
