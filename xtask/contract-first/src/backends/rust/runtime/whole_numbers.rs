//! Integers that are written like fractions.

/// JSON in which numbers without a fraction are written without one: `2.0` is an integer (JSON Schema 2020-12, section 4.2.3).
pub(crate) fn whole_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_string = false;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '\\' if in_string => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '"' => {
                in_string = !in_string;
                1
            }
            '-' | '0'..='9' if !in_string => {
                let end = rest.find(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c));
                let number = &rest[..end.unwrap_or(rest.len())];
                out.push_str(integer(number).as_deref().unwrap_or(number));
                rest = &rest[number.len()..];
                continue;
            }
            other => other.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// The digits of a whole number, such as `1000` for `1e3`; `None` for a fraction, for what is no number, and for more digits than
/// 64 bits hold.
fn integer(number: &str) -> Option<String> {
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(integer) || !digits(fraction) || integer.len() > 1 && integer.starts_with('0') {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    let all = format!("{integer}{fraction}");
    let shortest = all.trim_end_matches('0');
    let significant = shortest.trim_start_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let shift = i64::from(exponent) + integer.len() as i64 - shortest.len() as i64;
    let zeros = usize::try_from(shift).ok();
    let zeros = zeros.filter(|zeros| zeros + significant.len() <= 20)?;
    Some(format!("{sign}{significant}{}", "0".repeat(zeros)))
}
