//! What changed in the security schemes themselves. Ours and not the engine's: it sees no changed OAuth flow, and takes the removal
//! of a scheme that nobody uses for breaking.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::finding::{Finding, Side};
use super::pair::Pair;
use super::usage::{resolved, scheme};
use crate::document::Pointer;

/// Attributes that decide what a caller sends (OpenAPI, Security Scheme Object), the deciding one first.
const SENT: [&str; 5] = ["type", "in", "name", "scheme", "openIdConnectUrl"];
/// Where a caller gets a token (OpenAPI, OAuth Flow Object).
const ADDRESSES: [&str; 3] = ["authorizationUrl", "tokenUrl", "refreshUrl"];

type Schemes<'d> = BTreeMap<&'d str, &'d Value>;

/// Old name -> new name of each scheme that was only renamed.
pub type Renamed = HashMap<String, String>;

/// The findings, and which schemes were renamed. A scheme that is gone although operations use it is told with them.
pub fn findings(pair: &Pair<'_>) -> (Vec<Finding>, Renamed) {
    let (old, new) = (schemes(pair.old.value), schemes(pair.new.value));
    let mut found = Vec::new();
    let mut renamed = Renamed::new();
    for (name, was) in &old {
        let place = scheme(name);
        if let Some(is) = new.get(name) {
            attributes(pair, &place, was, is, &mut found);
            continue;
        }
        let twin = new
            .iter()
            .find(|(other, is)| !old.contains_key(*other) && bare(is) == bare(was));
        if let Some((other, _)) = twin {
            renamed.insert((*name).to_owned(), (*other).to_owned());
            let message = format!("The security scheme `{name}` is called `{other}` now.");
            let values = (Some(Value::from(*name)), Some(Value::from(*other)));
            found.push(of(
                pair,
                (Side::New, scheme(other)),
                "security-scheme-renamed",
                false,
                values,
                message,
            ));
        } else if pair.old.usage.at(&place).is_empty() {
            let message =
                format!("The security scheme `{name}`, which no operation uses, was removed.");
            let values = (Some((*was).clone()), None);
            found.push(of(
                pair,
                (Side::Old, place),
                "security-scheme-removed",
                false,
                values,
                message,
            ));
        }
    }
    for (name, is) in &new {
        if !old.contains_key(name) && !renamed.values().any(|other| other == name) {
            let message = format!("The security scheme `{name}` was added.");
            let values = (None, Some((*is).clone()));
            found.push(of(
                pair,
                (Side::New, scheme(name)),
                "security-scheme-added",
                false,
                values,
                message,
            ));
        }
    }
    (found, renamed)
}

fn schemes<'d>(document: &'d Value) -> Schemes<'d> {
    let all = document["components"]["securitySchemes"].as_object();
    let each = all.into_iter().flatten();
    each.map(|(name, value)| (name.as_str(), resolved(document, value)))
        .collect()
}

/// A scheme without what is written for readers only.
fn bare(scheme: &Value) -> Map<String, Value> {
    let mut bare = scheme.as_object().cloned().unwrap_or_default();
    bare.retain(|key, _| key != "description" && !key.starts_with("x-"));
    bare
}

fn attributes(pair: &Pair<'_>, place: &str, was: &Value, is: &Value, found: &mut Vec<Finding>) {
    let used = !pair.old.usage.at(place).is_empty();
    for key in SENT {
        let (old, new) = (&was[key], &is[key]);
        if old == new {
            continue;
        }
        // Header names (RFC 9110, 5.1) and scheme words (RFC 9110, 11.1) have no case.
        let caseless = key == "scheme" || (key == "name" && is["in"] == "header");
        let same = match (old.as_str(), new.as_str()) {
            (Some(old), Some(new)) => caseless && old.eq_ignore_ascii_case(new),
            _ => false,
        };
        changed(pair, place, key, (old, new), used && !same, found);
        // The other attributes follow from the type.
        if key == "type" {
            return;
        }
    }
    let empty = Map::new();
    let flows = |scheme: &'_ Value| scheme["flows"].as_object().unwrap_or(&empty).clone();
    let (old_flows, new_flows) = (flows(was), flows(is));
    for (name, old) in &old_flows {
        let path = format!("flows/{name}");
        let Some(new) = new_flows.get(name) else {
            changed(pair, place, &path, (old, &Value::Null), used, found);
            continue;
        };
        for key in ADDRESSES {
            if old[key] != new[key] {
                // A caller that knows no refresh address does without.
                let breaks = used && !old[key].is_null();
                let path = format!("{path}/{key}");
                changed(pair, place, &path, (&old[key], &new[key]), breaks, found);
            }
        }
        scopes(
            pair,
            place,
            &path,
            (&old["scopes"], &new["scopes"]),
            used,
            found,
        );
    }
    for (name, new) in new_flows {
        if !old_flows.contains_key(&name) {
            let path = format!("flows/{name}");
            changed(pair, place, &path, (&Value::Null, &new), false, found);
        }
    }
}

fn scopes(
    pair: &Pair<'_>,
    place: &str,
    path: &str,
    (old, new): (&Value, &Value),
    used: bool,
    found: &mut Vec<Finding>,
) {
    let names = |scopes: &Value| -> Vec<String> {
        let all = scopes.as_object().into_iter().flatten();
        all.map(|(name, _)| name.clone()).collect()
    };
    let (old, new) = (names(old), names(new));
    for (some, others, gone) in [(&old, &new, true), (&new, &old, false)] {
        for name in some.iter().filter(|name| !others.contains(name)) {
            let path = Pointer::from(path).descend(&["scopes", name]).to_string();
            let value = Value::from(name.as_str());
            let values = if gone {
                (&value, &Value::Null)
            } else {
                (&Value::Null, &value)
            };
            changed(pair, place, &path, values, used && gone, found);
        }
    }
}

fn changed(
    pair: &Pair<'_>,
    place: &str,
    path: &str,
    (old, new): (&Value, &Value),
    breaking: bool,
    found: &mut Vec<Finding>,
) {
    let name = place.rsplit('/').next().unwrap_or_default();
    let (happened, side) = match (old.is_null(), new.is_null()) {
        (true, _) => ("was added", Side::New),
        (_, true) => ("was removed", Side::Old),
        _ => ("changed", Side::New),
    };
    let message = format!("`{path}` of the security scheme `{name}` {happened}.");
    let there = |value: &Value| (!value.is_null()).then(|| value.clone());
    found.push(of(
        pair,
        (side, format!("{place}/{path}")),
        "security-scheme-changed",
        breaking,
        (there(old), there(new)),
        message,
    ));
}

fn of(
    pair: &Pair<'_>,
    (side, pointer): (Side, String),
    rule: &str,
    breaking: bool,
    (old, new): (Option<Value>, Option<Value>),
    message: String,
) -> Finding {
    let document = match side {
        Side::Old => &pair.old,
        Side::New => &pair.new,
    };
    Finding {
        rule: rule.to_owned(),
        breaking,
        excuse: None,
        operations: document.usage.operations(&pointer),
        side,
        pointer,
        old,
        new,
        message,
    }
}
