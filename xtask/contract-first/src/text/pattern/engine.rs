use super::translate::{Untranslatable, translate};

/// What matches a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// In time linear in the text: the `regex` crate.
    Linear,
    /// Step by step, with a limit: the `fancy-regex` crate.
    Backtracking,
}

/// A pattern in the syntax of its engine, which has compiled it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// What matches it.
    pub engine: Engine,
    /// The pattern.
    pub pattern: String,
}

/// A pattern for the engine that it needs.
///
/// # Errors
/// What is wrong with it, to be read after the pattern.
pub fn translated(pattern: &str) -> Result<Translated, String> {
    let (engine, pattern) = match translate(pattern, Engine::Linear) {
        Ok(translated) => (Engine::Linear, translated),
        Err(Untranslatable::NeedsBacktracking) => {
            let translated = translate(pattern, Engine::Backtracking);
            (
                Engine::Backtracking,
                translated.map_err(Untranslatable::message)?,
            )
        }
        Err(other) => return Err(other.message()),
    };
    let compiled = match engine {
        Engine::Linear => match regex::Regex::new(&pattern) {
            Err(regex::Error::CompiledTooBig(_)) => Err("takes too much memory"),
            compiled => compiled.map(drop).map_err(|_| INVALID),
        },
        Engine::Backtracking => fancy_regex::Regex::new(&pattern)
            .map(drop)
            .map_err(|_| INVALID),
    };
    compiled.map_err(str::to_owned)?;
    Ok(Translated { engine, pattern })
}

const INVALID: &str = "is not a regular expression of ECMA-262";

/// A pattern for the `regex` crate.
///
/// # Errors
/// It has no translation.
pub fn linear(pattern: &str) -> Result<String, String> {
    translate(pattern, Engine::Linear).map_err(Untranslatable::message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_match(pattern: &str, text: &str) -> (Engine, bool) {
        let translated =
            translated(pattern).unwrap_or_else(|problem| panic!("{pattern} {problem}"));
        let matches = match translated.engine {
            Engine::Linear => regex::Regex::new(&translated.pattern)
                .unwrap()
                .is_match(text),
            Engine::Backtracking => {
                let compiled = fancy_regex::Regex::new(&translated.pattern).unwrap();
                compiled.is_match(text).unwrap()
            }
        };
        (translated.engine, matches)
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
            ("^\\<\\>\\@\\#$", "<>@#", "ab"),
            ("^\\x41\\u0042\\u{43}$", "ABC", "abc"),
            ("^(?<year>\\d{4})-(?:0|1)$", "2026-1", "2026-2"),
            ("^\\p{L}+$", "äß", "1"),
            ("^(a|b)*?c", "abac", "abab"),
            ("\\bcat\\b", "a cat", "concat"),
        ] {
            assert_eq!(
                is_match(pattern, fits),
                (Engine::Linear, true),
                "{pattern} and {fits:?}"
            );
            assert_eq!(
                is_match(pattern, fails),
                (Engine::Linear, false),
                "{pattern} and {fails:?}"
            );
        }
        assert!(!is_match("[]", "a").1);
    }

    #[test]
    fn looking_around_and_referring_back_is_done_step_by_step() {
        for (pattern, fits, fails) in [
            ("^(?!foo)[a-z]+$", "bar", "food"),
            ("^(?=.*[A-Z])(?=.*\\d).{4,}$", "abC1", "abc1"),
            ("(?<=€)\\d+", "€5", "5€"),
            ("(?<!a|bc)x$", "ax x", "bcx"),
            ("^(a|b)\\1$", "aa", "ab"),
            ("^(?<q>['\"]).*\\k<q>$", "'a'", "'a\""),
            // A group that took no part is as good as empty.
            ("^(a)?\\1b$", "b", "ab"),
            ("^\\1(a)$", "a", "aa"),
            ("^(?!\\s*$).+", "a", " \u{feff}"),
            ("^(?!.*\\bcat\\b).*$", "concat", "a cat"),
            ("^a\\Bb$", "ab", "a b"),
            ("^(?!x)[[&~^]\\<{a}[^]$", "[<{a}\n", "x<{a}a"),
            ("^(?=\\u{41}\\x42\\u0043)\\p{L}+$", "ABC", "AB"),
            ("^(?:(?!-)[a-z\\d-]{1,3}(?<!-)\\.)+$", "a.b-c.", "a-."),
        ] {
            let found = is_match(pattern, fits);
            assert_eq!(
                found,
                (Engine::Backtracking, true),
                "{pattern} and {fits:?}"
            );
            let found = is_match(pattern, fails);
            assert_eq!(
                found,
                (Engine::Backtracking, false),
                "{pattern} and {fails:?}"
            );
        }
    }

    #[test]
    fn what_is_no_pattern_or_means_something_else_is_refused() {
        for pattern in [
            "(",
            "[a",
            "*a",
            "(?i)a",
            "\\",
            "a{2,1}",
            "\\uD800",
            "(?<n",
            "(*FAIL)",
            "(?>a)",
            "(?=a)(*ACCEPT)",
            "(?=a)(?>b)",
            "(?(1)a)",
            "\\2(a)",
            "\\k<n>(a)",
            "(?=a",
            "(?=a)+?+",
            // Each turn forgets what the groups of the turn before held.
            "(?:(a)|b)*\\1",
            "(?:(?<n>a)|b){2}\\k<n>",
        ] {
            assert!(translated(pattern).is_err(), "{pattern}");
        }
        assert!(
            translated("(a{1000}){1000}")
                .unwrap_err()
                .contains("memory")
        );
        assert!(linear("(?=a)").is_err());
    }

    #[test]
    fn an_overlong_pattern_is_refused() {
        let braces = "{".repeat(300);
        assert!(is_match(&braces, &braces).1);
        let braces = "{".repeat(30_001);
        assert_eq!(
            translated(&braces).unwrap_err(),
            "has more than 30000 bytes"
        );
    }
}
