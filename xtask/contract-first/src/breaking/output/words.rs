use crate::breaking::contract::{ChangeSide, OperationName};
use crate::breaking::review::Finding;
use crate::text::message;

/// Most operations that are named.
const MAX_OPERATIONS: usize = 3;
/// Longest value that is shown, in characters.
const MAX_CHARACTERS: usize = 80;

/// The operations in one line; the first few by name.
pub fn operations(operations: &[OperationName]) -> String {
    if operations.is_empty() {
        return "no single operation".to_owned();
    }
    let named = operations.iter().take(MAX_OPERATIONS);
    let named: Vec<String> = named.map(ToString::to_string).collect();
    let mut text = named.join(", ");
    if operations.len() > MAX_OPERATIONS {
        let more = operations.len() - MAX_OPERATIONS;
        text.push_str(&format!(" and {more} more (`--format json` lists them)"));
    }
    message(&text)
}

/// `10 -> 5`.
pub fn change(finding: &Finding) -> String {
    let (old, new) = (&finding.change.old, &finding.change.new);
    format!("{} -> {}", value(old), value(new))
}

/// The pointer that an exception names, readable for the root too.
pub fn pointer(finding: &Finding) -> &str {
    match finding.pointer().as_str() {
        "" => "(the whole document)",
        pointer => pointer,
    }
}

fn value(side: &ChangeSide) -> String {
    let Some(text) = &side.text else {
        return "(none)".to_owned();
    };
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.clone(),
    }
}
