use std::collections::HashMap;

use serde_json::{Value, json};

use super::facts::Lowering;
use crate::backend::names::literal;
use crate::backends::rust_axum::code::without_literals;

/// Helpers of the generated crate that are written only where checks use them: flag, and how a check calls it.
pub const HELPERS: [(&str, &str); 16] = [
    ("rule", "validation::rule("),
    ("field", "validation::field("),
    ("items", "validation::items("),
    ("entries", "validation::entries("),
    ("present", "validation::present("),
    ("distinct", "validation::is_distinct("),
    ("pairwise", "validation::is_pairwise_distinct("),
    ("multiple", "validation::is_multiple("),
    ("base64", "formats::is_base64("),
    ("date", "formats::is_date("),
    ("dateTime", "formats::is_date_time("),
    ("email", "formats::is_email("),
    ("ipv4", "formats::is_ipv4("),
    ("ipv6", "formats::is_ipv6("),
    ("time", "formats::is_time("),
    ("uuid", "formats::is_uuid("),
];

/// The checks of all operations and models, as code without its literals.
pub fn checks(operations: &[Lowering], models: &[Value]) -> String {
    let mut found = Vec::new();
    let extensions = operations.iter().flat_map(|one| one.extension.values());
    for value in extensions.chain(models) {
        gather(value, &mut found);
    }
    without_literals(&found.join("\n"))
}

/// The checks in a part of an extension.
fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("check", Value::String(check)) => found.push(check.clone()),
                    ("each", Value::Array(checks)) => {
                        found.extend(checks.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => gather(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        _ => {}
    }
}

/// The patterns that checks use.
pub fn used_patterns(patterns: &HashMap<&str, usize>, checks: &str) -> Vec<Value> {
    let mut all: Vec<_> = patterns
        .iter()
        .map(|(pattern, number)| (*number, pattern))
        .collect();
    all.sort_unstable();
    let used = all
        .into_iter()
        .filter(|(number, _)| checks.contains(&format!("PATTERN_{number}.")));
    used.map(|(number, pattern)| json!({ "name": format!("PATTERN_{number}"), "literal": literal(pattern) })).collect()
}
