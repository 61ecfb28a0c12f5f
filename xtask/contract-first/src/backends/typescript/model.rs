//! The named types as the template of models prints them.

use serde_json::{Value, json};

use super::language::wrapped_docs;
use super::text::{comment, described, key, union};
use crate::backend::client::language::{Language, Types};
use crate::model::{AdditionalProperties, Property, TypeDef, Union};

/// The type of an entry: an interface, or a name for one type or several. What callers send may be `undefined` where it may be absent;
/// enums of what the service sends are open.
pub fn model(language: &dyn Language, types: &Types, id: usize, rendered: &Value) -> Value {
    let docs = comment(&wrapped_docs(
        &types.registry.types[id].documentation.markdown(),
        0,
    ));
    let (request, answer) = (rendered["request"] == true, rendered["answer"] == true);
    let name = &types.names[id];
    let alias =
        |all: &[String]| json!({ "docs": docs, "interface": false, "lines": union(name, all) });
    match &types.registry.types[id].definition {
        TypeDef::Struct { fields, rest, .. } => {
            if fields.is_empty() && !matches!(rest, AdditionalProperties::Captured(_)) {
                return alias(&["Record<string, unknown>".to_owned()]);
            }
            let interface = interface(language, types, (fields, rest), request);
            json!({ "docs": docs, "interface": interface, "lines": [] })
        }
        TypeDef::Enumeration(values) => {
            let mut all: Vec<_> = values.iter().map(|value| language.literal(value)).collect();
            if answer && values.iter().any(Value::is_string) {
                all.push("(string & {})".to_owned());
            }
            if answer && values.iter().any(Value::is_number) {
                all.push("(number & {})".to_owned());
            }
            alias(&all)
        }
        TypeDef::Union(union) => {
            let mut all = Vec::new();
            for variant in variants(language, types, union) {
                if !all.contains(&variant) {
                    all.push(variant);
                }
            }
            alias(&all)
        }
        TypeDef::Alias(shape) => alias(&[language.of(types, shape, None).text]),
    }
}

fn interface(
    language: &dyn Language,
    types: &Types,
    (fields, rest): (&[Property], &AdditionalProperties),
    request: bool,
) -> Value {
    let of = |field: &Property| language.of(types, &field.shape, None).text;
    let undefined = |field: &Property| request && !field.required && of(field) != "unknown";
    let rendered: Vec<_> = fields
        .iter()
        .map(|field| {
            let mark = if field.required { "" } else { "?" };
            let or = if undefined(field) { " | undefined" } else { "" };
            json!({
                "key": format!("{}{mark}", key(&field.wire)),
                "type": format!("{}{or}", of(field)),
                "docs": comment(&described(&field.documentation.markdown(), &field.shape)),
            })
        })
        .collect();
    // TypeScript wants of the further properties what the named ones are, too.
    let rest = match rest {
        AdditionalProperties::Captured(shape) => {
            let mut all = vec![language.of(types, shape, None).text];
            all.extend(fields.iter().map(of));
            let optional = fields.iter().any(|field| !field.required);
            all.extend(optional.then(|| "undefined".to_owned()));
            if all[0] == "unknown" {
                all.truncate(1);
            }
            all.sort();
            all.dedup();
            all.join(" | ").into()
        }
        _ => Value::Bool(false),
    };
    json!({ "fields": rendered, "rest": rest })
}

/// Variants with a tag say its values: comparing it then tells them apart.
fn variants(language: &dyn Language, types: &Types, union: &Union) -> Vec<String> {
    let all = union.variants.iter().map(|variant| {
        let plain = language.of(types, &variant.shape, None).text;
        match &union.tag {
            Some(tag) => {
                let tags: Vec<_> = variant.tags.iter().map(|tag| language.text(tag)).collect();
                format!("({plain} & {{ {}: {} }})", key(tag), tags.join(" | "))
            }
            None => plain,
        }
    });
    all.collect()
}
