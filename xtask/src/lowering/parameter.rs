use serde_json::{Value, json};

use super::constraint::coded;
use super::names::{Scope, literal};
use super::operation::{Context, Place};
use super::reference::resolve;
use super::schema::{Direction, documentation};
use crate::lint::{Finding, Pointer};

/// The struct of an operation's parameters; `None` when it has none.
pub fn parameters(
    context: &mut Context,
    operation: &Value,
    place: &Place,
    id: &str,
) -> Option<Value> {
    let listed = |value: &Value, at: &Pointer| -> Vec<(Value, Pointer)> {
        let list = value.get("parameters").and_then(Value::as_array);
        let at = at.child("parameters");
        let numbered = list.into_iter().flatten().enumerate();
        numbered
            .map(|(index, one)| (one.clone(), at.child(index)))
            .collect()
    };
    let own = listed(operation, &place.at);
    let item_at = Pointer::from("/paths").child(place.path);
    let mut fields = Vec::new();
    let mut scope = Scope::default();
    let mut seen = Vec::new();
    for (parameter, at) in own.into_iter().chain(listed(place.item, &item_at)) {
        let Some(parameter) = resolve(context.root, &parameter, &at, context.findings).cloned()
        else {
            continue;
        };
        let text = |key: &str| {
            parameter
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let (name, location) = (text("name").to_owned(), text("in").to_owned());
        // An operation's own parameter replaces the path's one of the same name.
        if seen.contains(&(name.clone(), location.clone())) {
            continue;
        }
        seen.push((name.clone(), location.clone()));
        plain(&parameter, &location, &at, context.findings);
        let schema = &parameter["schema"];
        let field = context.schemas.type_of(
            schema,
            &at.child("schema"),
            Direction::Request,
            context.findings,
        );
        context.uses.extend(field.uses);
        if !matches!(
            field.rust.as_str(),
            "String" | "bool" | "i32" | "i64" | "f64" | "Uuid" | "Uri"
        ) {
            context.findings.push(Finding::new(
                &at.child("schema"),
                "a parameter that is no plain string, number, boolean, uuid or uri",
                "use one of those, or move it into the body",
            ));
        }
        let quoted = literal(&name);
        let (read, optional) = match location.as_str() {
            "path" => (format!("read.path({quoted})?"), false),
            "query" if parameter.get("required") == Some(&Value::Bool(true)) => (
                format!(
                    "read.query({quoted})?.ok_or_else(|| parameters::violation({quoted}, \"is required\"))?"
                ),
                false,
            ),
            "query" => (format!("read.query({quoted})?"), true),
            other => {
                context.findings.push(Finding::new(
                    &at,
                    format!("a parameter in {other}"),
                    "use the path, the query or the body",
                ));
                continue;
            }
        };
        fields.push(json!({
            "name": scope.value(&name),
            "docs": documentation(&parameter, &documentation(schema, &format!("The {location}'s `{name}`.")).join(" ")),
            "type": if optional { format!("Option<{}>", field.rust) } else { field.rust },
            "validate": coded(&field.validate, &name),
            "read": read,
            "wire": name,
            "location": location,
        }));
    }
    path_matches(&seen, place, context.findings);
    let name = (!fields.is_empty())
        .then(|| context.types.type_name(&format!("{id}Parameters"), "Type"))?;
    Some(json!({ "type": name, "fields": fields }))
}

/// Parameters have one value, written as it is.
fn plain(parameter: &Value, location: &str, at: &Pointer, findings: &mut Vec<Finding>) {
    let usual = if location == "path" { "simple" } else { "form" };
    for keyword in ["style", "allowReserved", "allowEmptyValue", "content"] {
        let value = parameter.get(keyword);
        if value.is_some_and(|value| value != usual && value != &Value::Bool(false)) {
            findings.push(Finding::new(
                &at.child(keyword),
                format!("a parameter with this `{keyword}`"),
                format!("leave it out: `style: {usual}` is read"),
            ));
        }
    }
}

/// The path's placeholders and its parameters have to be the same.
fn path_matches(seen: &[(String, String)], place: &Place, findings: &mut Vec<Finding>) {
    let described: Vec<_> = seen
        .iter()
        .filter(|(_, location)| location == "path")
        .map(|(name, _)| name.as_str())
        .collect();
    let mut placeholders: Vec<&str> = Vec::new();
    let at = Pointer::from("/paths").child(place.path);
    let literal = |c: char| c.is_ascii_graphic() && !"\"#<>?\\^`|".contains(c);
    for segment in place.path.split('/') {
        if segment.starts_with([':', '*']) || !segment.chars().all(literal) {
            findings.push(Finding::new(
                &at,
                format!("`{segment}`: no request can have this segment, or the router takes it for a pattern"),
                "percent-encode what RFC 3986 does not allow in a path, and start with a letter or a digit",
            ));
        }
        let whole = segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'));
        match whole {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c)) => placeholders.push(name),
            None if !segment.contains(['{', '}']) => {}
            _ => findings.push(Finding::new(
                &at,
                format!("`{segment}`: a placeholder has to be a whole segment, of letters, digits, `_`, `-` and `.`"),
                "use `/{name}/`",
            )),
        }
    }
    for (index, name) in placeholders.iter().enumerate() {
        if placeholders[..index].contains(name) {
            findings.push(Finding::new(
                &at,
                format!("`{{{name}}}` stands in the path twice"),
                "give each placeholder a name of its own",
            ));
        }
    }
    for name in placeholders.iter().filter(|name| !described.contains(name)) {
        findings.push(Finding::new(
            &place.at,
            format!("`{{{name}}}` has no path parameter"),
            "describe it among the parameters",
        ));
    }
    for name in described.iter().filter(|name| !placeholders.contains(name)) {
        findings.push(Finding::new(
            &place.at,
            format!("the path has no `{{{name}}}`"),
            "take the parameter out, or put it into the path",
        ));
    }
}
