use anyhow::{Context, Result};

/// Milliseconds, from a duration as wrk prints it: `905.00us`, `1.02ms`, `2.10s`, `1.00m`.
pub(super) fn milliseconds(text: &str) -> Result<f64> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: Option<f64> = digits.parse().ok();
    let unit = match &text[digits.len()..] {
        "us" => Some(0.001),
        "ms" => Some(1.0),
        "s" => Some(1_000.0),
        "m" => Some(60_000.0),
        _ => None,
    };
    let time = number.zip(unit).map(|(number, unit)| number * unit);
    time.with_context(|| format!("{text:?} is not a duration printed by wrk"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_wrk() {
        for (text, expected) in [
            ("905.00us", Some(0.905)),
            ("1.02ms", Some(1.02)),
            ("2.10s", Some(2100.0)),
            ("1.50m", Some(90_000.0)),
            ("1.02", None),
            ("ms", None),
            ("", None),
        ] {
            let found = milliseconds(text).ok();
            assert_eq!(
                found.map(|time| (time * 1e6).round() / 1e6),
                expected,
                "{text}"
            );
        }
    }
}
