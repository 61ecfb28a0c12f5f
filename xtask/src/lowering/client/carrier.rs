use serde_json::{Value, json};

use super::contract::Contract;
use super::language::{Tongue, Types};
use super::render::Renderer;
use super::words::Names;
use crate::lowering::code::Recursion;
use crate::lowering::docs;
use crate::lowering::extension::semantic;

/// The extension that the templates of clients read.
const EXTENSION: &str = "x-client";

/// The package that is made.
pub struct Package<'p> {
    /// Its name.
    pub name: &'p str,
    /// What names of environment variables start with.
    pub environment: &'p str,
}

/// The document that one client's templates are rendered from. The effective document has passed the lint.
pub fn carrier(effective: &Value, tongue: Tongue, package: &Package) -> Value {
    let contract = Contract::read(effective);
    let language = tongue.language();
    let mut taken = Names::without(language.taken_types());
    let entries = contract.library.entries.iter();
    let names: Vec<_> = entries
        .map(|entry| taken.unique(&taken.free(&entry.name, "Model"), ""))
        .collect();
    let mut options = language.names(language.taken_options());
    let options = contract
        .schemes
        .iter()
        .map(|scheme| options.unique(&language.value(&scheme.option), language.separator()));
    let recursion = Recursion::of(&contract.library);
    let mut renderer = Renderer {
        contract: &contract,
        language,
        types: Types {
            library: &contract.library,
            names: &names,
            recursion: &recursion,
        },
        options: options.collect(),
        taken,
    };
    let operations = renderer.operations();
    let version = semantic(contract.info("version"));
    let agent = format!("{}-{}/{version}", package.name, tongue.word());
    let option = |index: usize| renderer.options[index].clone();
    let exclusive: Vec<_> = contract
        .exclusive
        .iter()
        .map(|(one, other)| json!({ "one": option(*one), "other": option(*other) }))
        .collect();
    let head = format!("{} {}", contract.info("title"), contract.info("version"));
    let text = format!("{head}\n\n{}", contract.info("description"));
    let license = effective["info"]["license"]["identifier"].as_str();
    let base = contract.base.as_ref();
    let title = contract
        .info("title")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut extension = json!({
        "package": package.name,
        "module": package.name.replace('-', "_"),
        "title": title,
        "titleLiteral": language.text(&title),
        "docs": renderer.docs(&text, "", 0),
        "version": version,
        "license": license.map_or(Value::Bool(false), Value::from),
        "agentLiteral": language.text(&agent),
        "baseUrl": base.map_or(Value::Bool(false), |url| json!({ "literal": language.text(url), "shown": docs::quoted(url).replace("*/", "*\\/") })),
        "environment": package.environment,
        "baseUrlVariable": format!("{}_BASE_URL", package.environment),
        "schemes": renderer.schemes(package.environment),
        "exclusive": exclusive,
        "secured": operations.iter().any(|one| one["secured"] == true),
        "types": renderer.models(),
        "modelled": !contract.library.entries.is_empty(),
        "operations": operations,
    });
    language.finish(&contract, &renderer.types, &mut extension);
    json!({
        "openapi": "3.0.3",
        "info": { "title": title, "version": contract.info("version") },
        // The generator wants an operation; the real ones are in the extension.
        "paths": { "/0": { "get": { "operationId": "call", "tags": ["client"], "responses": { "200": { "description": "" } } } } },
        EXTENSION: extension,
    })
}
