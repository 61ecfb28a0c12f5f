use serde::Serialize;

use super::code::{Checks, Place, counted, field_check, object_rules};
use super::helper::{Check, Code, Helper, MultipartReader};
use super::imports;
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{FurtherParts, Multipart, Operation, Part, PartContent};
use crate::text::markdown::code;

/// The struct of a body's parts.
#[derive(Serialize)]
pub struct PartsStruct {
    #[serde(rename = "type")]
    pub name: String,
    fields: Vec<PartField>,
    checks: OrFalse<Checks>,
    /// The argument that the parts are taken from.
    parts: &'static str,
}

#[derive(Serialize)]
struct PartField {
    name: String,
    docs: Vec<String>,
    #[serde(rename = "type")]
    rust: String,
    /// The expression that takes it from the parts.
    read: String,
}

/// The struct of the parts of an operation's body.
pub fn parts_struct(
    context: &mut Context,
    operation: &Operation,
    multipart: &Multipart,
) -> PartsStruct {
    let name = format!("{}Body", operation.name);
    let name = context
        .operation_types
        .allocate(&rust::OPERATION_TYPE, &name);
    let mut scope = NameAllocator::default();
    let texts: Vec<_> = multipart
        .parts
        .iter()
        .map(|part| part.code_name.as_str())
        .collect();
    let names = scope.allocate_all(&rust::VALUE, &texts);
    let mut checks = Vec::new();
    let mut fields = Vec::new();
    for (part, name) in multipart.parts.iter().zip(&names) {
        let default = default(context, multipart, part);
        checks.extend(check(context, part, name, default.is_some()));
        fields.push(field(context, part, name, default));
    }
    let further = (multipart.further == FurtherParts::Kept)
        .then(|| further(context, scope.allocate(&rust::VALUE, "further_parts")));
    let further_name = further.as_ref().map(|field| field.name.clone());
    fields.extend(further);
    checks.extend(rules(multipart, &names, further_name.as_deref()));
    let checks = checks.into_iter().map(|check| context.needs.take(check));
    let checks = Checks::of(checks.collect());
    context.needs.import(imports::RECEIVED_PARTS);
    context.needs.import(imports::VALIDATE);
    if checks.is_some() {
        context.needs.import(imports::VALIDATION_ERROR);
    }
    PartsStruct {
        name,
        parts: match fields.is_empty() {
            true => "_",
            false => "mut parts",
        },
        fields,
        checks: OrFalse(checks),
    }
}

/// The call that reads the body.
pub fn read(multipart: &Multipart, name: &str, media: &str) -> Code {
    let named = |files: bool| {
        let parts = multipart.parts.iter();
        let parts = parts.filter(|part| (part.content == PartContent::File) == files);
        let names: Vec<_> = parts.map(|part| literal(&part.wire)).collect();
        format!("&[{}]", names.join(", "))
    };
    let further = match multipart.further {
        FurtherParts::Ignored => "Ignored",
        FurtherParts::Denied => "Denied",
        FurtherParts::Kept => "Kept",
    };
    let (texts, files) = (named(false), named(true));
    let layout = format!(
        "&MultipartLayout {{ texts: {texts}, files: {files}, further: FurtherParts::{further} }}"
    );
    Code::plain(format!(
        "multipart(&head.headers, {media}, {layout}, {name}::read)"
    ))
    .importing(imports::FURTHER_PARTS)
    .importing(imports::MULTIPART_LAYOUT)
}

/// The type of a part's value where it is there.
fn rust_type(context: &mut Context, part: &Part) -> String {
    let of = match (part.content, part.several) {
        (PartContent::File, false) => Code::plain("UploadedFile").importing(imports::UPLOADED_FILE),
        (PartContent::File, true) => {
            Code::plain("Vec<UploadedFile>").importing(imports::UPLOADED_FILE)
        }
        (PartContent::Text | PartContent::Json, _) => {
            context.types.rust_plain(&part.shape, Place::Operations)
        }
    };
    context.needs.take(of)
}

fn field(context: &mut Context, part: &Part, name: &str, default: Option<String>) -> PartField {
    let rust = rust_type(context, part);
    let read = call(context, part);
    let quoted = literal(&part.wire);
    let (rust, read) = match (part.several, default) {
        (true, _) if part.content == PartContent::File => (rust, read),
        (true, _) => (rust, format!("{read}.unwrap_or_default()")),
        (false, Some(default)) => (rust, format!("{read}.unwrap_or({default})")),
        (false, None) if part.required => {
            context
                .needs
                .helper(Helper::Multipart(MultipartReader::Required));
            context.needs.import(imports::MULTIPART);
            (rust, format!("multipart::required({quoted}, {read})?"))
        }
        (false, None) => (format!("Option<{rust}>"), read),
    };
    PartField {
        name: name.to_owned(),
        docs: documentation(
            &part.documentation,
            &format!("The document's {}.", code(&part.wire)),
        ),
        rust,
        read,
    }
}

/// The expression that takes a part's value, which may not be there.
fn call(context: &mut Context, part: &Part) -> String {
    let name = literal(&part.wire);
    let (reader, arguments) = match part.content {
        PartContent::File => {
            let accepted = part.accepted.iter().map(|media| literal(media));
            let accepted = accepted.collect::<Vec<_>>().join(", ");
            let reader = match part.several {
                true => MultipartReader::Files,
                false => MultipartReader::File,
            };
            (reader, format!("{name}, &[{accepted}]"))
        }
        PartContent::Text => {
            let form = context.forms.form(context.types, &part.shape);
            let form = context.needs.take(form);
            (MultipartReader::Text, format!("{name}, {form}"))
        }
        PartContent::Json if part.several => (MultipartReader::Jsons, name),
        PartContent::Json => (MultipartReader::Json, name),
    };
    context.needs.helper(Helper::Multipart(reader));
    format!("parts.{}({arguments})?", reader.function())
}

/// What stands in for a part that is left out. Where rules tell what has to be there together, nothing does.
fn default(context: &mut Context, multipart: &Multipart, part: &Part) -> Option<String> {
    let is_open = !part.required && multipart.rules.is_empty();
    let default = part.default.as_ref().filter(|_| is_open)?;
    let default = context
        .types
        .default(default, &part.shape, Place::Operations)?;
    Some(context.needs.take(default))
}

fn further(context: &mut Context, name: String) -> PartField {
    context
        .needs
        .helper(Helper::Multipart(MultipartReader::Further));
    context.needs.import(imports::UPLOADED_FILE);
    PartField {
        name,
        docs: vec!["The parts that the document does not name, by their names.".to_owned()],
        rust: "Vec<(String, UploadedFile)>".to_owned(),
        read: "parts.further()".to_owned(),
    }
}

/// What is asked of a part's value.
fn check(context: &Context, part: &Part, name: &str, has_default: bool) -> Option<Code> {
    let optional = !part.required && !part.several && !has_default;
    let check = context.types.check_of(&part.shape, optional)?;
    if part.required || !part.several {
        return Some(field_check(&part.wire, name, check));
    }
    let quoted = literal(&part.wire);
    let check = check.map(|check| format!("validation::sent({quoted}, &self.{name}, {check})"));
    Some(check.using(Helper::Check(Check::Sent)))
}

/// What is asked of all parts together.
fn rules(multipart: &Multipart, names: &[String], further: Option<&str>) -> Vec<Code> {
    let present = |wire: &str| {
        let mut named = multipart.parts.iter().zip(names);
        let (part, name) = named.find(|(part, _)| part.wire == wire)?;
        match (part.several, part.required) {
            (true, _) => Some(format!("!self.{name}.is_empty()")),
            (false, false) => Some(format!("self.{name}.is_some()")),
            (false, true) => None,
        }
    };
    let parts = multipart.parts.iter();
    let optional: Vec<_> = parts.filter_map(|part| present(&part.wire)).collect();
    let counted = counted(multipart.parts.len() - optional.len(), &optional, further);
    object_rules(&multipart.rules, &present, &counted)
}
