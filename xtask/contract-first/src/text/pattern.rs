//! Patterns of ECMA-262 in the syntax of the `regex` crate, whose time is linear in the text: no request can make it hang. What
//! only a backtracking engine can do (looking around, referring back) has no translation.

use std::iter::Peekable;
use std::str::Chars;

/// `\s` of ECMA-262: white space and line ends.
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// Longest pattern, in bytes; published documents have 22 thousand.
const MAX_LENGTH: usize = 30_000;

/// Checks that the pattern can be matched in linear time; otherwise returns what is wrong, to be read after the pattern.
pub fn check(pattern: &str) -> Result<(), String> {
    match regex::Regex::new(&linear(pattern)?) {
        Ok(_) => Ok(()),
        Err(regex::Error::CompiledTooBig(_)) => Err("takes too much memory".to_owned()),
        Err(_) => Err("is not a regular expression of ECMA-262".to_owned()),
    }
}

/// The same pattern for the `regex` crate, or what has no translation.
pub fn linear(pattern: &str) -> Result<String, String> {
    if pattern.len() > MAX_LENGTH {
        return Err(format!("has more than {MAX_LENGTH} bytes"));
    }
    let mut out = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '\\' => escape(&mut rest, &mut out, false)?,
            '[' => class(&mut rest, &mut out)?,
            '.' => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' if rest.peek() == Some(&'?') => group(&mut rest, &mut out)?,
            // A brace that begins no repetition stands for itself (ECMA-262, annex B).
            '{' if !repetition(rest.clone()) => out.push_str(r"\{"),
            '{' => {
                out.push('{');
                for inner in rest.by_ref() {
                    out.push(inner);
                    if inner == '}' {
                        break;
                    }
                }
            }
            '}' => out.push_str(r"\}"),
            ']' => out.push_str(r"\]"),
            other => out.push(other),
        }
    }
    Ok(out)
}

/// What a backslash starts.
fn escape(rest: &mut Peekable<Chars>, out: &mut String, in_class: bool) -> Result<(), String> {
    let next = rest.next().ok_or("ends in a backslash")?;
    match next {
        'd' => out.push_str("[0-9]"),
        'D' => out.push_str("[^0-9]"),
        'w' => out.push_str("[A-Za-z0-9_]"),
        'W' => out.push_str("[^A-Za-z0-9_]"),
        's' => out.push_str(&format!("[{SPACE}]")),
        'S' => out.push_str(&format!("[^{SPACE}]")),
        'b' if in_class => out.push_str(r"\x08"),
        'b' => out.push_str(r"(?-u:\b)"),
        'B' if !in_class => return Err("uses `\\B`, which is not supported".to_owned()),
        't' | 'n' | 'r' | 'f' | 'v' => {
            out.push('\\');
            out.push(next);
        }
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => out.push_str(r"\x00"),
        '0'..='9' | 'k' => return Err("refers back to a group, which is not supported".to_owned()),
        'x' => out.push_str(&code(rest, 2)?),
        'u' if rest.peek() == Some(&'{') => out.push_str(r"\u"),
        'u' => out.push_str(&code(rest, 4)?),
        'p' | 'P' => {
            out.push('\\');
            out.push(next);
        }
        'c' => {
            let letter = rest.next().filter(char::is_ascii_alphabetic);
            let letter = letter.ok_or("has `\\c` without a letter")?;
            out.push_str(&format!(r"\x{:02X}", letter as u32 % 32));
        }
        other if other.is_ascii_alphabetic() => out.push(other),
        other if other.is_ascii_punctuation() => {
            out.push('\\');
            out.push(other);
        }
        other => out.push(other),
    }
    // `\u{...}` and `\p{...}` keep their braces.
    if matches!(next, 'u' | 'p' | 'P') && rest.peek() == Some(&'{') {
        for inner in rest.by_ref() {
            out.push(inner);
            if inner == '}' {
                break;
            }
        }
    }
    Ok(())
}

/// A character by its number in so many hexadecimal digits.
fn code(rest: &mut Peekable<Chars>, digits: usize) -> Result<String, String> {
    let text: String = rest.by_ref().take(digits).collect();
    let value = u32::from_str_radix(&text, 16)
        .ok()
        .filter(|_| text.len() == digits);
    match value.map(char::from_u32) {
        Some(Some(_)) => Ok(format!(r"\u{{{text}}}")),
        Some(None) => Err("names half of a surrogate pair".to_owned()),
        None => Err(format!(
            "needs {digits} hexadecimal digits behind a `\\x` or `\\u`"
        )),
    }
}

/// `[...]`, where the crate knows operators that ECMA-262 does not.
fn class(rest: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.next_if_eq(&']').is_some() {
        out.push_str(if negated {
            r"(?s:.)"
        } else {
            r"[^\x00-\u{10FFFF}]"
        });
        return Ok(());
    }
    out.push_str(if negated { "[^" } else { "[" });
    while let Some(next) = rest.next() {
        match next {
            ']' => {
                out.push(']');
                return Ok(());
            }
            '\\' => escape(rest, out, true)?,
            '[' | '&' | '~' | '^' => {
                out.push('\\');
                out.push(next);
            }
            // Between two characters a range, beside a class or a border itself.
            '-' => {
                let escaped = out.ends_with(r"\[") || out.ends_with(r"\]") || out.ends_with(r"\^");
                let lone = !escaped && out.ends_with(['[', ']', '^']);
                let last = rest.peek() == Some(&']');
                let before_class = {
                    let mut ahead = rest.clone();
                    ahead.next() == Some('\\')
                        && ahead.next().is_some_and(|letter| "dDwWsS".contains(letter))
                };
                out.push_str(if lone || last || before_class {
                    r"\-"
                } else {
                    "-"
                });
            }
            other => out.push(other),
        }
    }
    Err("has a `[` that is not closed".to_owned())
}

/// `(?...`: the groups that both know.
fn group(rest: &mut Peekable<Chars>, out: &mut String) -> Result<(), String> {
    let mut ahead = rest.clone().skip(1);
    match (ahead.next(), ahead.next()) {
        (Some(':'), _) => out.push('('),
        (Some('<'), Some(next)) if next != '=' && next != '!' => out.push('('),
        (Some('=' | '!'), _) | (Some('<'), _) => {
            return Err("looks ahead or behind, which is not supported".to_owned());
        }
        _ => return Err("has a group that ECMA-262 does not know".to_owned()),
    }
    Ok(())
}

/// Whether what follows a `{` makes it a repetition.
fn repetition(rest: Peekable<Chars>) -> bool {
    let mut bounds = vec![String::new()];
    for next in rest {
        match (next, bounds.last_mut()) {
            ('}', _) => {
                let both = bounds.len() <= 2;
                return both && bounds.first().is_some_and(|first| !first.is_empty());
            }
            (',', _) => bounds.push(String::new()),
            (digit, Some(bound)) if digit.is_ascii_digit() => bound.push(digit),
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_match(pattern: &str, text: &str) -> bool {
        let translated = linear(pattern).unwrap_or_else(|problem| panic!("{pattern} {problem}"));
        regex::Regex::new(&translated).unwrap().is_match(text)
    }

    #[test]
    fn patterns_mean_what_they_mean_in_ecma_262() {
        for (pattern, fits, fails) in [
            ("^\\d+$", "12", "\u{0661}\u{0662}"),
            ("^\\w+$", "a_1", "ä"),
            ("^\\s$", "\u{feff}", "\u{85}"),
            ("^.$", "\u{85}", "\r"),
            ("b", "abc", "ac"),
            ("^a$", "a", "a\n"),
            ("^[\\d-]+$", "1-2", "a"),
            ("^[\\w.-]+$", "a.b-c", "a b"),
            ("^[a-z&&b]+$", "a&b", "A"),
            ("^[[]$", "[", "]"),
            ("^[^]$", "\n", "ab"),
            ("^a{2}$", "aa", "a{2}"),
            ("^{a}$", "{a}", "a"),
            ("^a{,2}$", "a{,2}", "aa"),
            ("^a{2,3}$", "aaa", "a"),
            ("^a{2,}$", "aaaa", "a"),
            ("^a{1,2,3}$", "a{1,2,3}", "aa"),
            ("^a{2$", "a{2", "aa"),
            ("^\\/\\-$", "/-", "\\/"),
            ("^\\x41\\u0042\\u{43}$", "ABC", "abc"),
            ("^(?<year>\\d{4})-(?:0|1)$", "2026-1", "2026-2"),
            ("^\\p{L}+$", "äß", "1"),
            ("^(a|b)*?c", "abac", "abab"),
        ] {
            assert!(is_match(pattern, fits), "{pattern} and {fits:?}");
            assert!(!is_match(pattern, fails), "{pattern} and {fails:?}");
        }
        assert!(!is_match("[]", "a"));
    }

    #[test]
    fn an_overlong_pattern_is_refused() {
        let braces = "{".repeat(300);
        assert!(is_match(&braces, &braces));
        let braces = "{".repeat(MAX_LENGTH);
        assert_eq!(
            linear(&format!("{braces}{{")).unwrap_err(),
            "has more than 30000 bytes"
        );
    }

    #[test]
    fn what_would_need_backtracking_is_refused() {
        for pattern in [
            "(?=a)",
            "(?!a)b",
            "(?<=a)b",
            "(?<!a)b",
            "(a)\\1",
            "(?<n>a)\\k<n>",
        ] {
            assert!(
                linear(pattern).unwrap_err().contains("not supported"),
                "{pattern}"
            );
        }
        for pattern in ["(", "[a", "*a", "(?i)a", "\\", "a{2,1}", "\\uD800", "(?<n"] {
            assert!(check(pattern).is_err(), "{pattern}");
        }
        assert!(check("(a{1000}){1000}").unwrap_err().contains("memory"));
    }
}
