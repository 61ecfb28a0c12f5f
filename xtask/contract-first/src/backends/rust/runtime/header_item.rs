//! An item of a header.

/// An item in which everything is escaped that would separate or change it.
pub(crate) fn escaped_item(text: &str) -> String {
    let hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let mut written = String::new();
    for (at, character) in text.char_indices() {
        let edge = at == 0 || at + 1 == bytes.len();
        match character {
            ',' => written.push_str("%2C"),
            '%' if hex(bytes.get(at + 1)) && hex(bytes.get(at + 2)) => written.push_str("%25"),
            ' ' if edge => written.push_str("%20"),
            '\t' if edge => written.push_str("%09"),
            other => written.push(other),
        }
    }
    written
}
