use std::fmt::Write as _;

use crate::value::Value;

/// A statement with its values in it, for PostgreSQL. `None` when a placeholder has no value.
///
/// A text is written in letters, digits and hexadecimal escapes: nothing in it can end its literal, whatever the server's settings. The
/// escapes are bytes of the database's encoding, which has to be UTF-8.
pub(crate) fn with_values(statement: &str, values: &[Value]) -> Option<String> {
    let mut parts = statement.split('$');
    let mut whole = parts.next()?.to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_digit());
        let (number, rest) = part.split_at(end.unwrap_or(part.len()));
        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
        write(&mut whole, values.get(place)?);
        whole.push_str(rest);
    }
    Some(whole)
}

fn write(whole: &mut String, value: &Value) {
    match value {
        Value::Text(None) => whole.push_str("NULL::text"),
        Value::Integer(None) => whole.push_str("NULL::bigint"),
        // In brackets: a minus must not meet another one.
        Value::Integer(Some(number)) => {
            // Writing to a `String` does not fail.
            write!(whole, "({number})::bigint").unwrap_or_default();
        }
        Value::Bytes(bytes) => {
            whole.push_str("decode('");
            for byte in bytes {
                write!(whole, "{byte:02x}").unwrap_or_default();
            }
            whole.push_str("', 'hex')");
        }
        Value::Text(Some(text)) => {
            whole.push_str("E'");
            for byte in text.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => whole.push(byte.into()),
                    _ => write!(whole, "\\x{byte:02x}").unwrap_or_default(),
                }
            }
            whole.push_str("'::text");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_of_value() {
        let values = [
            "it's $1".into(),
            Value::Integer(Some(-5)),
            Value::Text(None),
            Value::Integer(None),
            Value::Bytes(vec![0, 0xfe]),
        ];
        assert_eq!(
            with_values("SELECT $2 - $2, $1, $3, $4, $5", &values).as_deref(),
            Some(
                r"SELECT (-5)::bigint - (-5)::bigint, E'it\x27s\x20\x241'::text, NULL::text, NULL::bigint, decode('00fe', 'hex')"
            )
        );
    }

    #[test]
    fn tenth_is_not_first() {
        let values: Vec<_> = (1..=10).map(Value::from).collect();
        let whole = with_values("$10,$1", &values);
        assert_eq!(whole.as_deref(), Some("(10)::bigint,(1)::bigint"));
    }

    #[test]
    fn placeholder_without_a_value() {
        for statement in ["SELECT $2", "SELECT $0", "SELECT $", "SELECT $x"] {
            assert_eq!(with_values(statement, &[1.into()]), None, "{statement}");
        }
    }

    proptest! {
        #[test]
        fn text_is_one_literal(text: String) {
            let whole = with_values("$1", &[text.as_str().into()]).expect("a value");
            let within = whole.strip_prefix("E'").and_then(|rest| rest.strip_suffix("'::text"));
            let mut rest = within.expect("a literal");
            let mut bytes = Vec::new();
            while let Some(first) = rest.chars().next() {
                let length = match first {
                    '\\' => {
                        prop_assert!(rest[1..].starts_with('x'));
                        bytes.push(u8::from_str_radix(&rest[2..4], 16).expect("two digits"));
                        4
                    }
                    _ => {
                        prop_assert!(first.is_ascii_alphanumeric() || first == '-', "{first:?}");
                        bytes.push(rest.as_bytes()[0]);
                        1
                    }
                };
                rest = &rest[length..];
            }
            prop_assert_eq!(bytes, text.into_bytes());
        }
    }
}
