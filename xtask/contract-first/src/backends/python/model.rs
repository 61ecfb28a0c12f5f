use serde_json::{Value, json};

use super::docstring::{docstring, says_nothing, texts};

/// Longest line, in characters.
const WIDTH: usize = 120;

/// What `models.py` is made of.
#[derive(Default)]
pub struct Models {
    pub classes: Vec<Value>,
    /// In the order in which they can stand, behind the classes.
    pub aliases: Vec<Value>,
    /// All that is no comment.
    pub code: String,
}

/// The classes and aliases of the contract's types.
pub fn models(types: &Value) -> Models {
    let mut models = Models::default();
    for model in types.as_array().into_iter().flatten() {
        let name = model["name"].as_str().unwrap_or_default();
        let docs = docstring(&texts(&model["docs"]));
        if model["object"].is_object() {
            models.class(name, "Model", docs, fields(&model["object"]));
        } else if model["enumeration"].is_object() {
            match enumeration(&model["enumeration"]) {
                Enumeration::Class(base, members) => {
                    let members = members.into_iter().map(|member| (member, Vec::new()));
                    models.class(name, base, docs, members.collect());
                }
                Enumeration::Expression(code) => {
                    models.alias(format!("{name}: TypeAlias = {code}"), docs);
                }
            }
        } else if model["union"].is_object() {
            models.alias(union(name, &model["union"]), docs);
        } else {
            let code = model["alias"]["type"].as_str().unwrap_or_default();
            let line = match code.contains('"') {
                // What it names may come later.
                true => format!("{name} = TypeAliasType(\"{name}\", {code})"),
                false => format!("{name}: TypeAlias = {code}"),
            };
            models.alias(line, docs);
        }
    }
    // What an assignment evaluates has to stand before it.
    let is_lazy = |alias: &Value| {
        let mark = alias["line"]
            .as_str()
            .and_then(|line| line.find([':', '=']));
        mark.is_some_and(|at| {
            alias["line"]
                .as_str()
                .is_some_and(|line| line[at..].starts_with('='))
        })
    };
    models.aliases.sort_by_key(is_lazy);
    models
}

/// A declaration and its docstring.
type Member = (String, Vec<String>);

impl Models {
    fn class(&mut self, name: &str, base: &str, docs: Vec<String>, members: Vec<Member>) {
        self.code.push_str(base);
        let mut parts: Vec<Vec<String>> = Vec::new();
        let mut apart = true;
        for (line, docs) in members {
            // A value of an enum is a name and a literal: nothing to import.
            if base == "Model" {
                self.code.extend(["\n", &line]);
            }
            // What has no docstring needs no blank line around.
            let alone = apart || !docs.is_empty();
            apart = !docs.is_empty();
            let lines = std::iter::once(line).chain(docs);
            match parts.last_mut() {
                Some(before) if !alone => before.extend(lines),
                _ => parts.push(lines.collect()),
            }
        }
        let parts: Vec<_> = parts
            .into_iter()
            .map(|lines| json!({ "lines": lines }))
            .collect();
        self.code.push('\n');
        self.classes
            .push(json!({ "name": name, "base": base, "docstring": docs, "parts": parts }));
    }

    fn alias(&mut self, line: String, docs: Vec<String>) {
        self.code.extend([&line, "\n"]);
        self.aliases
            .push(json!({ "line": line, "docstring": docs }));
    }
}

fn fields(object: &Value) -> Vec<Member> {
    let mut members = Vec::new();
    let fields = object["fields"].as_array().map_or(&[][..], Vec::as_slice);
    if let Some(kind) = object["rest"]["type"].as_str() {
        members.push((
            format!("__pydantic_extra__: dict[str, {kind}] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride]"),
            docstring(&[
                "Further properties: `model_extra`; `model_validate` makes objects with some."
                    .to_owned(),
            ]),
        ));
    }
    let nullable: Vec<_> = fields
        .iter()
        .filter(|field| field["nullable"] == true || field["type"] == "Any")
        .map(|field| field["name"].to_string())
        .collect();
    if !nullable.is_empty() {
        let names = nullable.join(", ");
        let head = "_nullable: ClassVar[frozenset[str]] = frozenset(";
        let line = match head.len() + names.len() < 110 {
            true => format!("{head}{{{names}}})"),
            false => {
                let names = nullable.join(",\n            ");
                format!("{head}\n        {{\n            {names},\n        }}\n    )")
            }
        };
        members.push((line, Vec::new()));
    }
    for field in fields {
        let mut kind = field["type"].as_str().unwrap_or_default().to_owned();
        let required = field["required"] == true;
        if !required && kind != "Any" && kind != "None" && !kind.ends_with("| None") {
            kind.push_str(" | None");
        }
        if field["renamed"] == true {
            kind = format!(
                "Annotated[{kind}, wire({})]",
                field["wireLiteral"].as_str().unwrap_or_default()
            );
        }
        let name = field["name"].as_str().unwrap_or_default();
        let default = if required { "" } else { " = None" };
        let docs = texts(&field["docs"]);
        let docs = if says_nothing(&docs) {
            Vec::new()
        } else {
            docstring(&docs)
        };
        members.push((format!("{name}: {kind}{default}"), docs));
    }
    members
}

enum Enumeration {
    Class(&'static str, Vec<String>),
    Expression(String),
}

fn enumeration(described: &Value) -> Enumeration {
    let values = described["values"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let literals: Vec<_> = values
        .iter()
        .filter_map(|value| value["literal"].as_str())
        .collect();
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(&value["rawValue"]));
    let members = || {
        let member = |value: &Value| {
            let name = value["name"].as_str().unwrap_or_default();
            format!("{name} = {}", value["literal"].as_str().unwrap_or_default())
        };
        values.iter().map(member).collect()
    };
    match literals.as_slice() {
        // One value alone is a constant, and often what tells the variants of a union apart.
        [only] if !all(Value::is_f64) => Enumeration::Expression(format!("Literal[{only}]")),
        _ if all(Value::is_string) => Enumeration::Class("TextEnum", members()),
        _ if all(|value| value.is_i64() || value.is_u64()) => {
            Enumeration::Class("IntegerEnum", members())
        }
        _ => Enumeration::Expression("Union[str, int, float, bool]".to_owned()),
    }
}

fn union(name: &str, union: &Value) -> String {
    let variants = union["variants"].as_array().map_or(&[][..], Vec::as_slice);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let tag = union["tag"].as_str();
    let mut written: Vec<String> = Vec::new();
    let mut tags = Vec::new();
    for variant in variants {
        let kind = text(&variant["type"]);
        let code = match tag {
            Some(_) => format!("Annotated[{kind}, Tag(\"{}\")]", kind.trim_matches('"')),
            None => kind.clone(),
        };
        if !written.contains(&code) {
            written.push(code);
        }
        let meanings = texts(&variant["tags"]).into_iter();
        tags.extend(meanings.map(|tag| format!("{tag}: \"{}\"", kind.trim_matches('"'))));
    }
    let indent = if tag.is_some() { 8 } else { 4 };
    let lines = written
        .iter()
        .map(|one| format!("{:indent$}    {one},\n", ""));
    let code = match written.as_slice() {
        [only] => only.clone(),
        several if indent + several.join(", ").len() + 8 <= WIDTH => {
            format!("Union[{}]", several.join(", "))
        }
        _ => format!("Union[\n{}{:indent$}]", lines.collect::<String>(), ""),
    };
    let short = format!("{name} = TypeAliasType(\"{name}\", {code})");
    match tag {
        Some(tag) => {
            let head = format!(
                "{name} = TypeAliasType(\n    \"{name}\",\n    Annotated[\n        {code},"
            );
            format!("{head}\n        {},\n    ],\n)", choice(tag, &tags))
        }
        None if short.len() <= WIDTH && !code.contains('\n') => short,
        None => format!("{name} = TypeAliasType(\n    \"{name}\",\n    {code},\n)"),
    }
}

/// What tells the variants apart.
fn choice(tag: &str, tags: &[String]) -> String {
    let short = format!("tagged({tag}, {{{}}})", tags.join(", "));
    if short.len() + 9 <= WIDTH {
        return short;
    }
    let lines: String = tags
        .iter()
        .map(|tag| format!("                {tag},\n"))
        .collect();
    format!("tagged(\n            {tag},\n            {{\n{lines}            }},\n        )")
}
