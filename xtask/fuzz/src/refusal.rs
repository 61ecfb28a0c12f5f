/// Longest message about a small document, in bytes.
const MAX_LENGTH: usize = 8 * 1024;

/// A refusal is a text that a person can read: there, and no larger than what was sent allows.
pub(crate) fn readable(error: &impl std::fmt::Display) {
    let text = error.to_string();
    assert!(!text.trim().is_empty(), "refused without a word");
    assert!(text.len() <= MAX_LENGTH, "{} bytes: {text}", text.len());
}
