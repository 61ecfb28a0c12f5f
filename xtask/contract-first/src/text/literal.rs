//! Literals of a text, for each language and kind of file.

use std::fmt::Write;

use serde_json::Value;

use super::character::{escape, is_printable};

/// For Rust.
pub fn rust(text: &str) -> String {
    format!("{text:?}")
}

/// For JSON; every JSON string is one of TypeScript (ECMAScript 2019).
pub fn json(text: &str) -> String {
    written(text, escape)
}

/// For Python; in the quotation marks that need fewer escapes, as formatters choose.
pub fn python(text: &str) -> String {
    let literal = written(text, wide_escape);
    if text.matches('"').count() <= text.matches('\'').count() {
        return literal;
    }
    let inner = &literal[1..literal.len() - 1];
    format!("'{}'", inner.replace('\'', "\\'").replace("\\\"", "\""))
}

/// For TOML.
pub fn toml(text: &str) -> String {
    written(text, wide_escape)
}

/// JSON's form, with `escape` for what is not printable. Its escapes mean the same in TOML and Python.
fn written(text: &str, escape: fn(char, &mut String)) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    for character in Value::from(text).to_string().chars() {
        if is_printable(character) {
            literal.push(character);
        } else {
            escape(character, &mut literal);
        }
    }
    literal
}

/// `\u000a`, and eight digits for a character beyond U+FFFF.
fn wide_escape(character: char, out: &mut String) {
    let code = u32::from(character);
    // Writing into a string does not fail.
    let _ = match code {
        0..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_escapes() {
        let text = "a\"\\\n\u{7f}\u{2028}\u{e0041}😀";
        assert_eq!(rust(text), r#""a\"\\\n\u{7f}\u{2028}\u{e0041}😀""#);
        assert_eq!(json(text), r#""a\"\\\n\u007f\u2028\udb40\udc41😀""#);
        assert_eq!(toml(text), r#""a\"\\\n\u007f\u2028\U000e0041😀""#);
        assert_eq!(python(text), r#"'a"\\\n\u007f\u2028\U000e0041😀'"#);
    }

    #[test]
    fn json_and_rust_read_back() {
        let all: String = ('\0'..='\u{ffff}')
            .chain('\u{e0000}'..'\u{e0100}')
            .collect();
        assert_eq!(serde_json::from_str::<String>(&json(&all)).unwrap(), all);
        let read: syn::LitStr = syn::parse_str(&rust(&all)).unwrap();
        assert_eq!(read.value(), all);
    }
}
