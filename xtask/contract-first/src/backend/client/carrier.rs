use serde_json::{Value, json};

use super::language::{Language, Position, Types};
use super::render::Renderer;
use super::security::{exclusive, option_words};
use crate::backend::Recursion;
use crate::backend::names::{NameAllocator, type_names};
use crate::backend::{Package, Version};
use crate::model::Contract;
use crate::text::markdown::{self, code, code_cell};
use crate::text::one_line;

/// The extension that the templates of clients read.
const EXTENSION: &str = "x-client";

/// The document that one client's templates are rendered from. The contract has passed the lint.
pub fn carrier(contract: &Contract, language: &dyn Language, package: &Package) -> Value {
    let words = option_words(&contract.schemes);
    let hidden = contract.types.only_of_headers();
    let mut taken = NameAllocator::default();
    let names = type_names(
        (&contract.types, &hidden),
        &mut taken,
        language.convention(Position::Type),
    );
    let mut options = NameAllocator::default();
    let convention = language.convention(Position::Option);
    let options = words.iter().map(|word| options.allocate(convention, word));
    let recursion = Recursion::of(&contract.types);
    let mut renderer = Renderer {
        contract,
        language,
        types: Types {
            registry: &contract.types,
            names: &names,
            recursion: &recursion,
        },
        options: options.collect(),
        words: &words,
        hidden: &hidden,
        taken,
    };
    let operations = renderer.operations();
    let version = Version::of(&contract.info.version).semantic();
    let agent = format!("{}-{}/{version}", package.name, language.id());
    let option = |index: usize| renderer.options[index].clone();
    let exclusive = exclusive(contract).into_iter();
    let exclusive: Vec<_> = exclusive
        .map(|(one, other)| json!({ "one": option(one), "other": option(other) }))
        .collect();
    let head = format!("{} {}", &contract.info.title, &contract.info.version);
    let text = format!("{head}\n\n{}", &contract.info.description);
    let title = one_line(&contract.info.title);
    let license = contract.info.license.as_deref();
    let base = contract.base.as_ref();
    let mut extension = json!({
        "package": package.name,
        "module": package.name.replace('-', "_"),
        "titleText": markdown::text(&title),
        "titleLiteral": language.manifest(&title),
        "docs": renderer.docs(&text, "", 0),
        "version": version,
        "licenseLiteral": license.map_or(Value::Bool(false), |text| language.manifest(&one_line(text)).into()),
        "agentLiteral": language.text(&agent),
        "baseUrl": base.map_or(Value::Bool(false), |url| {
            json!({ "literal": language.text(url), "shown": language.docs(&code(url), 0).join(" "), "cell": code_cell(url) })
        }),
        "environment": package.environment,
        "baseUrlVariable": format!("{}_BASE_URL", package.environment),
        "schemes": renderer.schemes(package.environment),
        "exclusive": exclusive,
        "secured": operations.iter().any(|one| one["secured"] == true),
        "types": renderer.models(),
        "modelled": contract.types.types.len() > hidden.len(),
        "operations": operations,
    });
    language.finish(contract, &renderer.types, &mut extension);
    remove_raw(&mut extension);
    json!({
        "openapi": "3.0.3",
        // The generator wants both, and our templates print neither.
        "info": { "title": "client", "version": "0" },
        // The generator wants an operation; the real ones are in the extension.
        "paths": { "/0": { "get": { "operationId": "call", "tags": ["client"], "responses": { "200": { "description": "" } } } } },
        EXTENSION: extension,
    })
}

/// Takes away what stands there as the document writes it, under names that begin with `raw`: no template gets to see it.
fn remove_raw(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.retain(|key, _| !key.starts_with("raw"));
            entries.values_mut().for_each(remove_raw);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_raw),
        _ => {}
    }
}
