use super::imports::Module;
use super::language::Python;
use crate::backend::Fragment;
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::model::ClientVariant;
use crate::model::TypeKind;

/// Longest line, in characters.
const WIDTH: usize = 120;

/// The assignment of a union. A `tag` is the property whose value names the variant.
pub fn union(types: &Types, name: &str, variants: &[ClientVariant], tag: Option<&str>) -> Fragment {
    let union = match tag {
        Some(tag) => {
            let tagged = variants.iter().map(|variant| {
                let kind = variant.kind.clone();
                let class = class(types, variant);
                let mark = Module::Pydantic.member(&format!("Tag(\"{class}\")"));
                Fragment::join([kind, mark], ", ")
                    .map(|parts| format!("Annotated[{parts}]"))
                    .with("typing", "Annotated")
            });
            let choice = choice(&Python.text(tag), &meanings(types, variants));
            let parts = Fragment::join([alternatives(tagged, 8), choice], ",\n        ");
            parts.map(|parts| format!("{name} = TypeAliasType(\n    \"{name}\",\n    Annotated[\n        {parts},\n    ],\n)"))
        }
        None => alternatives(variants.iter().map(|variant| variant.kind.clone()), 4).map(|code| {
            let short = format!("{name} = TypeAliasType(\"{name}\", {code})");
            match short.len() <= WIDTH {
                true => short,
                false => format!("{name} = TypeAliasType(\n    \"{name}\",\n    {code},\n)"),
            }
        }),
    };
    union.with("typing_extensions", "TypeAliasType")
}

/// Each type once, as alternatives.
fn alternatives(types: impl Iterator<Item = Fragment>, indent: usize) -> Fragment {
    let mut kinds: Vec<Fragment> = Vec::new();
    for kind in types {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let several = kinds.len() > 1;
    let all = Fragment::join(kinds.iter().cloned(), ", ");
    if !several {
        return all;
    }
    let union = if indent + all.text.len() + "Union[],".len() <= WIDTH {
        all.map(|all| format!("Union[{all}]"))
    } else {
        let line = |kind: Fragment| kind.map(|kind| format!("{:indent$}    {kind},\n", ""));
        let lines = Fragment::join(kinds.into_iter().map(line), "");
        lines.map(|lines| format!("Union[\n{lines}{:indent$}]", ""))
    };
    union.with("typing", "Union")
}

/// The values of the tag, each with the class that it means.
fn meanings(types: &Types, variants: &[ClientVariant]) -> Vec<String> {
    let meanings = variants.iter().flat_map(|variant| {
        let class = class(types, variant);
        let tags = variant.described.tags.iter();
        tags.map(move |tag| format!("{}: \"{class}\"", Python.text(tag)))
    });
    meanings.collect()
}

/// The name of a variant's class.
fn class(types: &Types, variant: &ClientVariant) -> String {
    match variant.described.shape.kind {
        TypeKind::Named(id) => types.names[id].clone(),
        _ => variant.kind.text.clone(),
    }
}

/// What tells the variants apart.
fn choice(tag: &str, meanings: &[String]) -> Fragment {
    let short = Module::Model.member(&format!("tagged({tag}, {{{}}})", meanings.join(", ")));
    if short.text.len() + 9 <= WIDTH {
        return short;
    }
    let lines: String = meanings
        .iter()
        .map(|meaning| format!("                {meaning},\n"))
        .collect();
    Module::Model.member(&format!(
        "tagged(\n            {tag},\n            {{\n{lines}            }},\n        )"
    ))
}
