//! One YAML scalar by the core schema of YAML 1.2.2, section 10.3: `on` and `yes` are text.

use saphyr_parser::Tag;
use serde_json::Value;

/// A scalar as it is written.
pub struct Scalar<'a> {
    /// Its text, unescaped.
    pub text: &'a str,
    /// Whether it is without quotes.
    pub plain: bool,
    /// Its tag, if it has one.
    pub tag: Option<&'a Tag>,
}

/// The scalar as a JSON value.
///
/// # Errors
/// A tag of another schema, a tag that does not fit the text, a number that JSON does not have.
pub fn value(scalar: &Scalar<'_>) -> Result<Value, String> {
    let Some(tag) = scalar.tag else {
        return if scalar.plain {
            resolve(scalar.text)
        } else {
            Ok(Value::from(scalar.text))
        };
    };
    if tag.suffix.is_empty() || tag.is_yaml_core_schema() && tag.suffix == "str" {
        return Ok(Value::from(scalar.text));
    }
    let resolved = resolve(scalar.text)?;
    let fits = tag.is_yaml_core_schema()
        && match tag.suffix.as_str() {
            "null" => resolved.is_null(),
            "bool" => resolved.is_boolean(),
            "int" => resolved.is_number() && !scalar.text.contains(['.', 'e', 'E']),
            "float" => resolved.is_number(),
            _ => false,
        };
    if fits {
        Ok(resolved)
    } else {
        Err(format!(
            "the tag `{tag}` does not fit `{}`; remove it",
            scalar.text
        ))
    }
}

/// The scalar as a key: its text, whatever it would be as a value (`200:` is "200").
///
/// # Errors
/// A merge key, which YAML 1.2 does not know, and an empty key.
pub fn key(scalar: &Scalar<'_>) -> Result<String, String> {
    match scalar.text {
        "<<" if scalar.plain => {
            Err("a merge key (`<<`) is not YAML 1.2; write the merged keys out".to_owned())
        }
        "" if scalar.plain => Err("a key is missing before `:`".to_owned()),
        text => Ok(text.to_owned()),
    }
}

fn resolve(text: &str) -> Result<Value, String> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    if matches!(
        text.trim_start_matches(['+', '-']),
        ".inf" | ".Inf" | ".INF"
    ) || matches!(text, ".nan" | ".NaN" | ".NAN")
    {
        return Err(format!(
            "JSON has no number `{text}`; quote it if it is text"
        ));
    }
    let number = match text
        .strip_prefix("0x")
        .map(|d| (d, 16))
        .or_else(|| text.strip_prefix("0o").map(|d| (d, 8)))
    {
        Some((digits, radix)) if !digits.starts_with(['+', '-']) => {
            match u128::from_str_radix(digits, radix) {
                Ok(number) => Some(number.to_string()),
                Err(error) if *error.kind() == std::num::IntErrorKind::PosOverflow => {
                    return Err(format!("the number `{text}` is too large"));
                }
                Err(_) => None,
            }
        }
        _ => decimal(text),
    };
    match number {
        Some(number) => {
            serde_json::from_str(&number).map_err(|e| format!("the number `{text}`: {e}"))
        }
        None => Ok(Value::from(text)),
    }
}

/// A decimal of the core schema in JSON's spelling: no plus sign, no needless zeros in front, a
/// digit on both sides of the point.
fn decimal(text: &str) -> Option<String> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], &rest[at..]),
        None => (rest, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let exponent_digits = exponent
        .get(1..)
        .unwrap_or("")
        .trim_start_matches(['+', '-']);
    let some_digit = !whole.is_empty() || fraction.is_some_and(|f| !f.is_empty());
    let well_formed = some_digit
        && digits(whole)
        && digits(fraction.unwrap_or(""))
        && digits(exponent_digits)
        && exponent.is_empty() == exponent_digits.is_empty()
        && exponent.len() <= exponent_digits.len() + 2;
    if !well_formed {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = match fraction {
        Some("") => ".0".to_owned(),
        Some(fraction) => format!(".{fraction}"),
        None => String::new(),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn tagged(text: &str, handle: &str, suffix: &str) -> Result<Value, String> {
        let tag = Tag {
            handle: handle.to_owned(),
            suffix: suffix.to_owned(),
        };
        value(&Scalar {
            text,
            plain: true,
            tag: Some(&tag),
        })
    }

    fn plain(text: &str) -> Result<Value, String> {
        value(&Scalar {
            text,
            plain: true,
            tag: None,
        })
    }

    #[test]
    fn plain_scalars_are_what_the_core_schema_says() {
        for (text, expected) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("Null", json!(null)),
            ("nULL", json!("nULL")),
            ("TRUE", json!(true)),
            ("False", json!(false)),
            ("yes", json!("yes")),
            ("on", json!("on")),
            ("0", json!(0)),
            ("-12", json!(-12)),
            ("+7", json!(7)),
            ("007", json!(7)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("0x", json!("0x")),
            ("0x+1", json!("0x+1")),
            ("1_000", json!("1_000")),
            ("1e", json!("1e")),
            ("1e+-5", json!("1e+-5")),
            (".", json!(".")),
            ("2026-11-29", json!("2026-11-29")),
            ("12:30", json!("12:30")),
        ] {
            assert_eq!(plain(text), Ok(expected), "{text}");
        }
        // The text of numbers is kept where JSON has it.
        for (text, expected) in [
            ("1.50", "1.50"),
            (".5", "0.5"),
            ("-5.", "-5.0"),
            ("1e3", "1e+3"),
        ] {
            assert_eq!(plain(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_json_lacks_are_refused() {
        for text in [".inf", "-.Inf", "+.INF", ".nan", ".NaN"] {
            let message = plain(text).unwrap_err();
            assert!(message.contains("JSON has no number"), "{message}");
        }
        let message = plain(&format!("0x{}", "f".repeat(33))).unwrap_err();
        assert!(message.ends_with("is too large"), "{message}");
    }

    #[test]
    fn quotes_and_tags_decide_what_a_text_is() {
        let quoted = Scalar {
            text: "5",
            plain: false,
            tag: None,
        };
        assert_eq!(value(&quoted), Ok(json!("5")));
        let core = "tag:yaml.org,2002:";
        for (text, handle, suffix, expected) in [
            ("5", core, "str", Ok(json!("5"))),
            ("5", "!", "", Ok(json!("5"))),
            ("5", core, "int", Ok(json!(5))),
            ("5", core, "float", Ok(json!(5))),
            ("true", core, "bool", Ok(json!(true))),
            ("", core, "null", Ok(json!(null))),
            ("5.5", core, "int", Err(())),
            ("a", core, "int", Err(())),
            ("5", core, "bool", Err(())),
            ("5", core, "timestamp", Err(())),
            ("5", "!", "mine", Err(())),
        ] {
            let found = tagged(text, handle, suffix).map_err(|message| {
                assert!(message.contains("does not fit"), "{message}");
            });
            assert_eq!(found, expected, "{handle}{suffix} {text}");
        }
    }

    #[test]
    fn keys_are_texts_whatever_they_would_be_as_values() {
        let of = |text, plain| {
            key(&Scalar {
                text,
                plain,
                tag: None,
            })
        };
        assert_eq!(of("200", true), Ok("200".to_owned()));
        assert_eq!(of("null", true), Ok("null".to_owned()));
        assert_eq!(of("", false), Ok(String::new()));
        assert_eq!(of("<<", false), Ok("<<".to_owned()));
        assert!(of("", true).unwrap_err().contains("a key is missing"));
        assert!(of("<<", true).unwrap_err().contains("merge key"));
    }
}
