use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::checks::{HELPERS, checks, used_patterns};
use super::facts::{Facts, Lowering};
use super::flags::flags;
use super::together::together;
use crate::backend::Version;
use crate::backend::names::literal;
use crate::backend::rust::docs;
use crate::backends::rust_axum::security::Schemes;
use crate::model::Info;
use crate::text::literal::toml;
use crate::text::one_line;

/// What the templates of the crate as a whole read.
pub fn crate_extension(
    info: &Info,
    operations: &[Lowering],
    models: &[Value],
    schemes: &Schemes,
    patterns: &HashMap<&str, usize>,
    (uses, forms): (&BTreeSet<String>, Vec<Value>),
) -> Value {
    let checks = checks(operations, models);
    let facts = Facts {
        operations,
        models,
        schemes,
        uses,
        checks: &checks,
        forms: !forms.is_empty(),
    };
    let patterns = used_patterns(patterns, &checks);
    let license = info.license.as_deref();
    let mut extension = json!({
        "docs": head(info),
        "titleToml": toml(&one_line(&info.title)),
        "version": Version::of(&info.version).semantic(),
        "licenseToml": license.map_or(Value::Bool(false), |text| toml(&one_line(text)).into()),
        "schemes": schemes.rendered,
        "authorization": authorization(&facts),
        "patterns": if patterns.is_empty() { Value::Bool(false) } else { json!({ "each": patterns }) },
        "models": models,
        "forms": forms,
        "authorizationKey": authorization_key(&facts),
    });
    for (flag, raised) in flags(&facts) {
        extension[flag] = raised.into();
    }
    for (flag, call) in HELPERS {
        extension[format!("{flag}Check")] = checks.contains(call).into();
    }
    for (flag, raised) in together(&extension) {
        extension[flag] = raised.into();
    }
    extension
}

/// The words that `Authorization` may start with, as an array of Rust; false where none is read.
fn authorization(facts: &Facts) -> Value {
    let words: Vec<_> = facts
        .schemes
        .authorization
        .iter()
        .map(|word| literal(word))
        .collect();
    if words.is_empty() || !facts.secured() {
        return false.into();
    }
    format!("[{}]", words.join(", ")).into()
}

/// The schemes for which all of `Authorization` is the key, as a pattern; false where words are not looked at.
fn authorization_key(facts: &Facts) -> Value {
    let schemes = facts.schemes;
    if schemes.whole.is_empty() || schemes.authorization.is_empty() || !facts.secured() {
        return false.into();
    }
    schemes.whole.join(" | ").into()
}

fn head(info: &Info) -> Vec<String> {
    let mut lines = docs::lines(&format!("{} {}", info.title, info.version));
    let description = docs::lines(&info.description);
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    lines
}
