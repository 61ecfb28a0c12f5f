use std::fmt::Write as _;

use crate::value::Value;

/// A statement with its values filled in, for PostgreSQL. `None` when a placeholder has no value.
///
/// A text is written as letters, digits and hexadecimal escapes: nothing in it can end its literal, whatever the server's settings. The
/// escapes are bytes of the database's encoding, which has to be UTF-8.
pub(crate) fn with_values(statement: &str, values: &[Value]) -> Option<String> {
    let mut parts = statement.split('$');
    let mut filled = parts.next()?.to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_digit());
        let (number, rest) = part.split_at(end.unwrap_or(part.len()));
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        write(&mut filled, values.get(index)?);
        filled.push_str(rest);
    }
    Some(filled)
}

fn write(sql: &mut String, value: &Value) {
    match value {
        Value::Text(None) => sql.push_str("NULL::text"),
        Value::Integer(None) => sql.push_str("NULL::bigint"),
        // In brackets: a minus must not meet another one.
        Value::Integer(Some(number)) => {
            // Writing to a `String` does not fail.
            write!(sql, "({number})::bigint").unwrap_or_default();
        }
        Value::Bytes(bytes) => {
            sql.push_str("decode('");
            for byte in bytes {
                write!(sql, "{byte:02x}").unwrap_or_default();
            }
            sql.push_str("', 'hex')");
        }
        Value::Text(Some(text)) => {
            sql.push_str("E'");
            for byte in text.bytes() {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => sql.push(byte.into()),
                    _ => write!(sql, "\\x{byte:02x}").unwrap_or_default(),
                }
            }
            sql.push_str("'::text");
        }
    }
}

#[cfg(test)]
mod tests;
