use std::collections::HashSet;

use serde_json::{Value, json};

use super::language::{Language, Position, Types};
use super::outcome::{Outcome, arguments, outcomes};
use crate::lowering::names::{NameAllocator, pascal};
use crate::model::{
    AdditionalProperties, BodyEncoding, Content, Contract, Direction, KeyLocation, NamedType,
    Operation, Parameter, ParameterForm, ParameterLocation, RequiredScheme, SchemeKind, TypeDef,
    reached,
};
use crate::text::markdown::{code, code_cell};

/// Writes a contract in the names of one language.
pub struct Renderer<'r> {
    pub contract: &'r Contract,
    pub language: &'r dyn Language,
    pub types: Types<'r>,
    /// Option of each scheme.
    pub options: Vec<String>,
    /// The same in words.
    pub words: &'r [String],
    /// Types that clients have no use for.
    pub hidden: &'r HashSet<usize>,
    /// Names of types that are given so far.
    pub taken: NameAllocator,
}

impl Renderer<'_> {
    /// The named types: those of `components.schemas` in the document's order, then the others.
    pub fn models(&self) -> Vec<Value> {
        let library = self.types.registry;
        let (requests, answers) = (
            reached(library, Direction::Request),
            reached(library, Direction::Response),
        );
        let mut order: Vec<_> = (0..library.types.len())
            .filter(|id| !self.hidden.contains(id))
            .collect();
        order.sort_by_key(|id| (library.types[*id].declaration_index, *id));
        let rendered = order.into_iter().map(|id| {
            let entry = &library.types[id];
            let mut model = self.definition(id, entry);
            model["name"] = self.types.names[id].clone().into();
            model["docs"] = self.docs(&entry.documentation.markdown(), &self.types.names[id], 0);
            model["request"] = requests.contains(&id).into();
            model["answer"] = answers.contains(&id).into();
            model
        });
        rendered.collect()
    }

    fn definition(&self, id: usize, entry: &NamedType) -> Value {
        let language = self.language;
        let mut model =
            json!({ "object": false, "enumeration": false, "union": false, "alias": false });
        match &entry.definition {
            TypeDef::Struct { fields, rest, .. } => {
                let mut names = NameAllocator::default();
                let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
                let convention = language.convention(Position::Property);
                let allocated = names.allocate_all(convention, &wires);
                let fields: Vec<_> = fields
                    .iter()
                    .zip(allocated)
                    .map(|(field, name)| {
                        json!({
                            "renamed": name.trim_start_matches("r#") != field.wire,
                            "name": name,
                            "rawWire": field.wire,
                            "wireLiteral": language.text(&field.wire),
                            "type": language.of(&self.types, &field.shape, Some(id)),
                            "required": field.required,
                            "nullable": self.types.registry.accepts_null(&field.shape),
                            "docs": self.docs(&field.documentation.markdown(), shown_name(&field.wire), 4),
                        })
                    })
                    .collect();
                let rest = match rest {
                    AdditionalProperties::Captured(shape) => json!({
                        "name": names.allocate(convention, "additionalProperties"),
                        "type": language.of(&self.types, shape, Some(id)),
                    }),
                    _ => Value::Bool(false),
                };
                model["object"] = json!({ "fields": fields, "rest": rest });
            }
            TypeDef::Enumeration(values) => {
                let mut names = NameAllocator::default();
                let convention = language.convention(Position::Value);
                let rendered: Vec<_> = values
                    .iter()
                    .map(|value| {
                        let shown = value
                            .as_str()
                            .map_or_else(|| value.to_string(), str::to_owned);
                        let name = match shown.strip_prefix('-') {
                            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                                names.allocate(convention, &format!("minus {rest}"))
                            }
                            _ => names.allocate(convention, &shown),
                        };
                        json!({ "name": name, "literal": language.literal(value), "shown": code(&shown), "rawValue": value })
                    })
                    .collect();
                let texts = values.iter().all(Value::is_string);
                model["enumeration"] = json!({ "texts": texts, "values": rendered });
            }
            TypeDef::Union(union) => {
                let mut names = NameAllocator::default();
                let rendered: Vec<_> = union
                    .variants
                    .iter()
                    .map(|variant| {
                        let name =
                            names.allocate(language.convention(Position::Value), &variant.name);
                        let tags: Vec<_> =
                            variant.tags.iter().map(|tag| language.text(tag)).collect();
                        let kind = language.of(&self.types, &variant.shape, Some(id));
                        let tags = if union.tag.is_none() {
                            Value::Bool(false)
                        } else {
                            tags.into()
                        };
                        json!({ "name": name, "type": kind, "tags": tags })
                    })
                    .collect();
                let tag = union.tag.as_deref().map(|tag| language.text(tag));
                model["union"] = json!({ "variants": rendered, "tag": tag.map_or(Value::Bool(false), Value::from) });
            }
            TypeDef::Alias(shape) => {
                model["alias"] = json!({ "type": language.of(&self.types, shape, Some(id)) });
            }
        }
        model
    }

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
        let convention = language.convention(Position::OperationType);
        let pascal = pascal(&operation.id);
        let mut named = |suffix: &str| {
            self.taken
                .allocate(convention, &format!("{pascal}{suffix}"))
        };
        let (error, parameters, success) = (named("Error"), named("Parameters"), named("Success"));
        let outcomes = outcomes(operation);
        let answer_errors: Vec<_> = outcomes
            .iter()
            .map(|answer| match answer.success {
                true => String::new(),
                false => named(&format!("Error{}", suffix(&answer.response.code))),
            })
            .collect();
        let arguments = arguments(operation);
        let wires: Vec<_> = arguments.iter().map(|one| one.name.as_str()).collect();
        let names =
            NameAllocator::default().allocate_all(language.convention(Position::Parameter), &wires);
        let fields: Vec<_> = arguments
            .iter()
            .zip(names)
            .map(|(one, name)| self.parameter(one, name))
            .collect();
        let some = |test: &dyn Fn(&Value) -> bool| -> Vec<Value> {
            fields.iter().filter(|one| test(one)).cloned().collect()
        };
        let answers: Vec<_> = outcomes
            .iter()
            .zip(answer_errors)
            .map(|(answer, error)| self.answer(answer, error))
            .collect();
        let part = |success: bool| -> Vec<Value> {
            let of = answers.iter().filter(|one| one["success"] == success);
            of.cloned().collect()
        };
        let successes = part(true);
        let body = operation.body.as_ref();
        let body = body.filter(|_| language.sends_body(&operation.method));
        let body = body.and_then(|body| {
            let mut rendered = self.content(body.content.as_ref()?);
            rendered["required"] = body.required.into();
            rendered["docs"] = self.docs(&body.description, "", 4);
            Some(rendered)
        });
        let scheme =
            |one: &RequiredScheme| json!({ "name": self.options[one.index], "index": one.index });
        let security: Vec<_> = operation
            .security
            .iter()
            .map(|one| json!({ "schemes": one.iter().map(scheme).collect::<Vec<_>>() }))
            .collect();
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
            "errorType": error,
            "parametersType": parameters,
            "successType": success,
            "secured": !security.is_empty(),
            "security": security,
            "pathParts": path_parts(&operation.path, &fields, language),
            "parametrised": !fields.is_empty(),
            "required": some(&|one| one["required"] == true),
            "optional": some(&|one| one["required"] == false),
            "inPath": some(&|one| one["path"] == true),
            "inQuery": some(&|one| one["query"] == true),
            "inHeader": some(&|one| one["header"] == true),
            "inCookie": some(&|one| one["cookie"] == true),
            "parameters": fields,
            "body": body.unwrap_or(Value::Bool(false)),
            "success": match successes.as_slice() {
                [one] => one["body"].clone(),
                _ => Value::Bool(false),
            },
            "several": successes.len() > 1,
            "successes": successes,
            "errors": part(false),
            "answers": answers,
        })
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

    /// The security schemes.
    pub fn schemes(&self, environment: &str) -> Vec<Value> {
        let schemes = self.contract.schemes.iter().zip(&self.options).enumerate();
        let rendered = schemes.map(|(index, (scheme, option))| {
            let (location, wire) = scheme.kind.wire();
            let what = match scheme.kind {
                SchemeKind::ApiKey { .. } => format!("The API key that goes into the {} {}.", location.word(), code(wire)),
                SchemeKind::Bearer | SchemeKind::Other(_) => "The token that goes into `Authorization: Bearer`.".to_owned(),
                SchemeKind::Basic => "User name and password of HTTP basic.".to_owned(),
            };
            let text = if scheme.text.is_empty() {
 what.clone()
 } else { format!("{what}\n\n{}", scheme.text) };
            json!({
                "name": option,
                "index": index,
                "apiKey": matches!(scheme.kind, SchemeKind::ApiKey { .. }),
                "bearer": matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::Other(_)),
                "basic": scheme.kind == SchemeKind::Basic,
                "header": location == KeyLocation::Header,
                "query": location == KeyLocation::Query,
                "cookie": location == KeyLocation::Cookie,
                "wireCell": code_cell(wire),
                "wireLiteral": self.language.text(wire),
                "variable": format!("{environment}_{}", heck::ToShoutySnakeCase::to_shouty_snake_case(self.words[index].as_str())),
                "docs": self.docs(&text, "", 4),
                // A pipe would end the cell.
                "whatCell": what.replace('|', "\\|"),
            })
        });
        rendered.collect()
    }

    pub fn docs(&self, text: &str, wire: &str, indent: usize) -> Value {
        let stand_in = format!("The document's {}.", code(wire));
        let text = match text {
            "" if wire.is_empty() => "",
            "" => &stand_in,
            text => text,
        };
        self.language.docs(text, indent).into()
    }
}

/// A name for people: the empty one, too.
fn shown_name(wire: &str) -> &str {
    if wire.is_empty() { "\"\"" } else { wire }
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
