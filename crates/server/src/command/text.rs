use jiff::Timestamp;

/// A stored time without fractions of seconds; unchanged when it is not a time.
pub(crate) fn seconds(stored: &str) -> String {
    let time = stored.parse::<Timestamp>();
    time.map_or_else(|_| stored.to_owned(), |time| format!("{time:.0}"))
}

/// Rows of other services may contain anything; a line of ours must stay one line, without escape sequences.
pub(crate) fn one_line(text: &str) -> String {
    let visible = |char: char| if is_unsafe(char) { '\u{fffd}' } else { char };
    text.chars().map(visible).collect()
}

/// Control characters, line breaks, and what turns the direction of the text around it (Unicode's `Bidi_Control`).
pub(crate) fn is_unsafe(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `1 key`, `2 keys`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
