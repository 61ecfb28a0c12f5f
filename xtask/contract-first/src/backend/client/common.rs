//! What the templates of all languages have in common, as JSON.

use serde_json::{Value, json};

use super::language::Language;
use super::model::{ClientDefinition, ClientModel};
use super::operation::{ClientContent, ClientOperation, ClientOutcome, ClientParameter, PathPart};
use super::package::ClientPackage;
use super::scheme::ClientScheme;
use crate::backend::OrFalse;
use crate::model::{BodyEncoding, KeyLocation, ParameterForm, ParameterLocation, SchemeKind};
use crate::text::markdown::{self, code, code_cell};
use crate::text::one_line;

/// The extension, but for what a language adds.
pub fn extension(client: &ClientPackage, language: &dyn Language) -> Value {
    let info = &client.contract.info;
    let option = |index: usize| client.schemes[index].name.as_str();
    let exclusive = client.exclusive.iter();
    let exclusive: Vec<_> = exclusive
        .map(|(one, other)| json!({ "one": option(*one), "other": option(*other) }))
        .collect();
    let title = one_line(&info.title);
    let license = info.license.as_deref();
    let base = client.contract.base.as_ref();
    let environment = client.package.environment;
    let schemes = client.schemes.iter().enumerate();
    let schemes: Vec<_> = schemes
        .map(|(index, one)| scheme(one, index, language))
        .collect();
    let operations = client.operations.iter();
    let operations: Vec<_> = operations
        .map(|one| operation(one, client, language))
        .collect();
    let models = client.models.iter().map(|one| model(one, language));
    json!({
        "package": client.package.name,
        "module": client.module(),
        "titleText": markdown::text(&title),
        "titleLiteral": language.manifest(&title),
        "docs": client.docs,
        "version": client.version,
        "licenseLiteral": OrFalse(license.map(|text| language.manifest(&one_line(text)))),
        "agentLiteral": language.text(&client.agent(language)),
        "baseUrl": OrFalse(base.map(|url| {
            json!({ "literal": language.text(url), "shown": language.docs(&code(url), 0).join(" "), "cell": code_cell(url) })
        })),
        "environment": environment,
        "baseUrlVariable": format!("{environment}_BASE_URL"),
        "schemes": schemes,
        "exclusive": exclusive,
        "secured": client.is_secured(),
        "types": models.collect::<Vec<_>>(),
        "modelled": !client.models.is_empty(),
        "operations": operations,
    })
}

fn scheme(scheme: &ClientScheme, index: usize, language: &dyn Language) -> Value {
    let (location, wire) = scheme.described.kind.wire();
    let kind = &scheme.described.kind;
    json!({
        "name": scheme.name,
        "index": index,
        "apiKey": matches!(kind, SchemeKind::ApiKey { .. }),
        "bearer": matches!(kind, SchemeKind::Bearer | SchemeKind::Other(_)),
        "basic": *kind == SchemeKind::Basic,
        "header": location == KeyLocation::Header,
        "query": location == KeyLocation::Query,
        "cookie": location == KeyLocation::Cookie,
        "wireCell": code_cell(wire),
        "wireLiteral": language.text(wire),
        "variable": scheme.variable,
        "docs": scheme.docs,
        // A pipe would end the cell.
        "whatCell": scheme.what.replace('|', "\\|"),
    })
}

fn model(model: &ClientModel, language: &dyn Language) -> Value {
    let mut rendered =
        json!({ "object": false, "enumeration": false, "union": false, "alias": false });
    match &model.definition {
        ClientDefinition::Object { fields, rest } => {
            let fields: Vec<_> = fields
                .iter()
                .map(|field| {
                    json!({
                        "renamed": field.is_renamed(),
                        "name": field.name,
                        "rawWire": field.described.wire,
                        "wireLiteral": language.text(&field.described.wire),
                        "type": field.kind,
                        "required": field.described.required,
                        "nullable": field.nullable,
                        "docs": field.docs,
                    })
                })
                .collect();
            let rest = rest.as_ref();
            let rest = rest.map(|rest| json!({ "name": rest.name, "type": rest.kind }));
            rendered["object"] = json!({ "fields": fields, "rest": OrFalse(rest) });
        }
        ClientDefinition::Enumeration(values) => {
            let texts = values.iter().all(|one| one.value.is_string());
            let values: Vec<_> = values
                .iter()
                .map(|one| json!({ "name": one.name, "literal": language.literal(one.value), "shown": code(&one.shown()), "rawValue": one.value }))
                .collect();
            rendered["enumeration"] = json!({ "texts": texts, "values": values });
        }
        ClientDefinition::Union { variants, tag } => {
            let variants: Vec<_> = variants
                .iter()
                .map(|variant| {
                    let tags = variant.described.tags.iter().map(|tag| language.text(tag));
                    let tags = tag.map(|_| tags.collect::<Vec<_>>());
                    json!({ "name": variant.name, "type": variant.kind, "tags": OrFalse(tags) })
                })
                .collect();
            let tag = tag.map(|tag| language.text(tag));
            rendered["union"] = json!({ "variants": variants, "tag": OrFalse(tag) });
        }
        ClientDefinition::Alias { kind, .. } => rendered["alias"] = json!({ "type": kind }),
    }
    rendered["name"] = model.name.as_str().into();
    rendered["docs"] = model.docs.clone().into();
    rendered["request"] = model.request.into();
    rendered["answer"] = model.answer.into();
    rendered
}

fn operation(
    operation: &ClientOperation,
    client: &ClientPackage,
    language: &dyn Language,
) -> Value {
    let described = operation.described;
    let fields: Vec<_> = operation
        .parameters
        .iter()
        .map(|one| parameter(one, language))
        .collect();
    let answered = |one| answer(one, client, language);
    let successes: Vec<_> = operation.successes().map(answered).collect();
    let security = described.security.iter();
    let security: Vec<_> = security
        .map(|alternative| {
            let schemes = alternative.iter();
            let schemes = schemes
                .map(|one| json!({ "name": client.schemes[one.index].name, "index": one.index }));
            json!({ "schemes": schemes.collect::<Vec<_>>() })
        })
        .collect();
    let body = operation.body.as_ref().map(|body| {
        let mut rendered = content(&body.content, client, language);
        rendered["required"] = body.described.required.into();
        rendered["docs"] = body.docs.clone().into();
        rendered
    });
    let parts = operation.path_parts().into_iter().map(|part| match part {
        PathPart::Literal(text) => json!({ "literal": language.text(text), "parameter": false }),
        PathPart::Parameter(one) => {
            json!({ "literal": false, "parameter": parameter(one, language) })
        }
    });
    json!({
        "rawId": described.id,
        "idCode": code(&described.id),
        "name": operation.name,
        "docs": operation.docs,
        "deprecated": described.deprecated,
        "method": described.method,
        "routeCode": code(&format!("{} {}", described.method, described.path)),
        "pathLiteral": language.text(&described.path),
        "acceptLiteral": language.text(&operation.accepted()),
        "idempotent": described.is_idempotent(),
        "errorType": operation.error_type,
        "parametersType": operation.parameters_type,
        "successType": operation.success_type,
        "secured": !security.is_empty(),
        "security": security,
        "pathParts": parts.collect::<Vec<_>>(),
        "parametrised": !fields.is_empty(),
        "required": those(&fields, "required", true),
        "optional": those(&fields, "required", false),
        "inPath": those(&fields, "path", true),
        "inQuery": those(&fields, "query", true),
        "inHeader": those(&fields, "header", true),
        "inCookie": those(&fields, "cookie", true),
        "parameters": fields,
        "body": OrFalse(body),
        "success": match successes.as_slice() {
            [one] => one["body"].clone(),
            _ => Value::Bool(false),
        },
        "several": successes.len() > 1,
        "successes": successes,
        "errors": operation.errors().map(answered).collect::<Vec<_>>(),
        "answers": operation.outcomes.iter().map(answered).collect::<Vec<_>>(),
    })
}

fn parameter(parameter: &ClientParameter, language: &dyn Language) -> Value {
    let described = parameter.described;
    let at = |place: ParameterLocation| described.location == place;
    let separator = described
        .separator()
        .map(|separator| language.text(separator));
    json!({
        "name": parameter.name,
        "rawWire": described.name,
        "wireLiteral": language.text(&described.name),
        "docs": parameter.docs,
        "type": parameter.kind,
        "required": described.required,
        "path": at(ParameterLocation::Path),
        "query": at(ParameterLocation::Query),
        "header": at(ParameterLocation::Header),
        "cookie": at(ParameterLocation::Cookie),
        "one": described.form == ParameterForm::One,
        "list": described.form == ParameterForm::List,
        "object": described.form == ParameterForm::Object,
        "spread": described.spread,
        "style": described.style,
        "explode": described.explode,
        "separatorLiteral": OrFalse(separator),
    })
}

fn answer(answer: &ClientOutcome, client: &ClientPackage, language: &dyn Language) -> Value {
    let response = answer.outcome.response;
    let body = answer.content.as_ref();
    let body = body.map(|body| content(body, client, language));
    let (least, most) = answer.outcome.statuses;
    json!({
        "code": response.code,
        "name": answer.name,
        "status": OrFalse((least == most).then_some(least)),
        "least": least,
        "most": most,
        "success": answer.outcome.success,
        "errorType": answer.error_type.as_deref().unwrap_or_default(),
        "docs": answer.docs,
        "rawText": response.description,
        "body": OrFalse(body),
    })
}

fn content(content: &ClientContent, client: &ClientPackage, language: &dyn Language) -> Value {
    let described = content.described;
    let is = |media| described.media == media;
    let encodings = described.encodings.iter().map(|(wire, written)| {
        json!({ "wireLiteral": language.text(wire), "styleLiteral": language.text(&written.word()), "key": wire, "style": written.word() })
    });
    json!({
        "type": content.kind,
        "json": is(BodyEncoding::Json),
        "form": is(BodyEncoding::Form),
        "text": is(BodyEncoding::Text),
        "bytes": is(BodyEncoding::Bytes),
        "mediaLiteral": language.text(&described.name),
        "large": client.types.registry.is_large(&described.shape),
        "encodings": encodings.collect::<Vec<_>>(),
    })
}

/// Those of a list that have a flag, or do not have it.
fn those(list: &[Value], flag: &str, raised: bool) -> Vec<Value> {
    let those = list.iter().filter(|one| one[flag] == raised);
    those.cloned().collect()
}

/// Takes away what stands there as the document writes it, under names that begin with `raw`: no template gets to see it.
pub fn remove_raw(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.retain(|key, _| !key.starts_with("raw"));
            entries.values_mut().for_each(remove_raw);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_raw),
        _ => {}
    }
}
