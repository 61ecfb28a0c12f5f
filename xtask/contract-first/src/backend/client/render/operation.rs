//! The operations in the names of one language.

use serde_json::{Value, json};

use super::renderer::{Renderer, shown_name};
use crate::backend::client::language::{Language, Position};
use crate::backend::client::outcome::{Outcome, arguments, outcomes};
use crate::backend::names::{NameAllocator, pascal};
use crate::model::{
    BodyEncoding, Content, Operation, Parameter, ParameterForm, ParameterLocation, RequiredScheme,
};
use crate::text::markdown::code;

/// The names of the types that go with an operation.
struct OperationTypes {
    error: String,
    parameters: String,
    success: String,
    /// Of the error of each outcome; nothing for a success.
    errors: Vec<String>,
}

impl Renderer<'_> {
    /// All operations; their methods, and the types that go with them, get their names here.
    pub fn operations(&mut self) -> Vec<Value> {
        let contract = self.contract;
        let mut methods = NameAllocator::default();
        let all = contract.operations.iter();
        all.map(|operation| {
            let convention = self.language.convention(Position::Method);
            let name = methods.allocate(convention, &operation.id);
            self.operation(operation, name)
        })
        .collect()
    }

    fn operation(&mut self, operation: &Operation, name: String) -> Value {
        let language = self.language;
        let outcomes = outcomes(operation);
        let types = self.types_of(operation, &outcomes);
        let fields = self.parameters(operation);
        let answers: Vec<_> = outcomes
            .iter()
            .zip(types.errors)
            .map(|(answer, error)| self.answer(answer, error))
            .collect();
        let successes = those(&answers, "success", true);
        let security = self.security(operation);
        json!({
            "rawId": operation.id,
            "idCode": code(&operation.id),
            "name": name,
            "docs": self.docs(&operation.text(), "", 4),
            "deprecated": operation.deprecated,
            "method": operation.method,
            "routeCode": code(&format!("{} {}", operation.method, operation.path)),
            "pathLiteral": language.text(&operation.path),
            "acceptLiteral": language.text(&accepted(&outcomes)),
            "idempotent": operation.is_idempotent(),
            "errorType": types.error,
            "parametersType": types.parameters,
            "successType": types.success,
            "secured": !security.is_empty(),
            "security": security,
            "pathParts": path_parts(&operation.path, &fields, language),
            "parametrised": !fields.is_empty(),
            "required": those(&fields, "required", true),
            "optional": those(&fields, "required", false),
            "inPath": those(&fields, "path", true),
            "inQuery": those(&fields, "query", true),
            "inHeader": those(&fields, "header", true),
            "inCookie": those(&fields, "cookie", true),
            "parameters": fields,
            "body": self.body(operation).unwrap_or(Value::Bool(false)),
            "success": match successes.as_slice() {
                [one] => one["body"].clone(),
                _ => Value::Bool(false),
            },
            "several": successes.len() > 1,
            "successes": successes,
            "errors": those(&answers, "success", false),
            "answers": answers,
        })
    }

    fn types_of(&mut self, operation: &Operation, outcomes: &[Outcome]) -> OperationTypes {
        let convention = self.language.convention(Position::OperationType);
        let pascal = pascal(&operation.id);
        let mut named = |suffix: &str| {
            self.taken
                .allocate(convention, &format!("{pascal}{suffix}"))
        };
        OperationTypes {
            error: named("Error"),
            parameters: named("Parameters"),
            success: named("Success"),
            errors: outcomes
                .iter()
                .map(|answer| match answer.success {
                    true => String::new(),
                    false => named(&format!("Error{}", suffix(&answer.response.code))),
                })
                .collect(),
        }
    }

    fn parameters(&self, operation: &Operation) -> Vec<Value> {
        let arguments = arguments(operation);
        let wires: Vec<_> = arguments.iter().map(|one| one.name.as_str()).collect();
        let convention = self.language.convention(Position::Parameter);
        let names = NameAllocator::default().allocate_all(convention, &wires);
        let named = arguments.iter().zip(names);
        named.map(|(one, name)| self.parameter(one, name)).collect()
    }

    /// What is sent; `None` where there is nothing, or where the method does not let it through.
    fn body(&self, operation: &Operation) -> Option<Value> {
        let body = operation.body.as_ref()?;
        if !self.language.sends_body(&operation.method) {
            return None;
        }
        let mut rendered = self.content(body.content.as_ref()?);
        rendered["required"] = body.required.into();
        rendered["docs"] = self.docs(&body.description, "", 4);
        Some(rendered)
    }

    fn security(&self, operation: &Operation) -> Vec<Value> {
        let scheme =
            |one: &RequiredScheme| json!({ "name": self.options[one.index], "index": one.index });
        let alternatives = operation.security.iter();
        alternatives
            .map(|one| json!({ "schemes": one.iter().map(scheme).collect::<Vec<_>>() }))
            .collect()
    }

    fn parameter(&self, parameter: &Parameter, name: String) -> Value {
        let language = self.language;
        let at = |place: ParameterLocation| parameter.location == place;
        let separator = parameter
            .separator()
            .map(|separator| language.text(separator));
        json!({
            "name": name,
            "rawWire": parameter.name,
            "wireLiteral": language.text(&parameter.name),
            "docs": self.docs(&parameter.text(), shown_name(&parameter.name), 4),
            "type": language.of(&self.types, &parameter.shape, None),
            "required": parameter.required,
            "path": at(ParameterLocation::Path),
            "query": at(ParameterLocation::Query),
            "header": at(ParameterLocation::Header),
            "cookie": at(ParameterLocation::Cookie),
            "one": parameter.form == ParameterForm::One,
            "list": parameter.form == ParameterForm::List,
            "object": parameter.form == ParameterForm::Object,
            "spread": parameter.spread,
            "style": parameter.style,
            "explode": parameter.explode,
            "separatorLiteral": separator.map_or(Value::Bool(false), Value::from),
        })
    }

    fn answer(&self, answer: &Outcome, error: String) -> Value {
        let response = answer.response;
        let body = answer.content().map(|content| self.content(content));
        let (least, most) = answer.statuses;
        json!({
            "code": response.code,
            "name": suffix_name(&response.code),
            "status": if least == most { least.into() } else { Value::Bool(false) },
            "least": least,
            "most": most,
            "success": answer.success,
            "errorType": error,
            "docs": self.docs(&response.description, "", 4),
            "rawText": response.description,
            "body": body.unwrap_or(Value::Bool(false)),
        })
    }

    fn content(&self, content: &Content) -> Value {
        let is = |media| content.media == media;
        let encodings = content.encodings.iter().map(|(wire, written)| {
            json!({ "wireLiteral": self.language.text(wire), "styleLiteral": self.language.text(&written.word()), "key": wire, "style": written.word() })
        });
        json!({
            "type": self.language.of(&self.types, &content.shape, None),
            "json": is(BodyEncoding::Json),
            "form": is(BodyEncoding::Form),
            "text": is(BodyEncoding::Text),
            "bytes": is(BodyEncoding::Bytes),
            "mediaLiteral": self.language.text(&content.name),
            "large": self.types.registry.is_large(&content.shape),
            "encodings": encodings.collect::<Vec<_>>(),
        })
    }
}

/// Those of a list that have a flag, or do not have it.
fn those(list: &[Value], flag: &str, raised: bool) -> Vec<Value> {
    let those = list.iter().filter(|one| one[flag] == raised);
    those.cloned().collect()
}

/// The media types that an operation answers in.
fn accepted(outcomes: &[Outcome]) -> String {
    let mut media: Vec<&str> = Vec::new();
    for content in outcomes.iter().filter_map(Outcome::content) {
        if !media.contains(&content.name.as_str()) {
            media.push(&content.name);
        }
    }
    if media.is_empty() {
        media.push("application/json");
    }
    media.join(", ")
}

/// `4XX` -> `4xx`, `default` -> `Default`.
fn suffix(code: &str) -> String {
    match code {
        "default" => "Default".to_owned(),
        code => code.to_ascii_lowercase(),
    }
}

fn suffix_name(code: &str) -> String {
    match code {
        "default" => "Default".to_owned(),
        code => format!("Status{}", suffix(code)),
    }
}

/// The path cut at its placeholders.
fn path_parts(path: &str, fields: &[Value], language: &dyn Language) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut rest = path;
    let literal = |text: &str| json!({ "literal": language.text(text), "parameter": false });
    while let Some((before, after)) = rest.split_once('{') {
        let Some((wire, after)) = after.split_once('}') else {
            break;
        };
        let mut fields = fields.iter();
        let field = fields.find(|field| field["path"] == true && field["rawWire"] == wire);
        parts.extend((!before.is_empty()).then(|| literal(before)));
        parts.extend(field.map(|field| json!({ "literal": false, "parameter": field })));
        rest = after;
    }
    parts.extend((!rest.is_empty()).then(|| literal(rest)));
    parts
}
