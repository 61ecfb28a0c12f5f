use std::time::{Duration, Instant};

use crate::validation::{Backtracking, costly_texts};

fn problem(pattern: &'static str, text: &str) -> Option<String> {
    let checked = Backtracking::new(pattern).check(text, "must match");
    checked.err().map(|violation| violation.problem)
}

const COSTLY: Option<&str> = Some("takes too long to be matched against its pattern");

#[test]
fn a_text_matches_or_not() {
    for (pattern, text, expected) in [
        ("^(?!foo)[a-z]+$", "bar", None),
        ("^(?!foo)[a-z]+$", "food", Some("must match")),
        (r"^(['\x22]).*\1$", "'a'", None),
        (r"^(['\x22]).*\1$", "'a", Some("must match")),
    ] {
        assert_eq!(
            problem(pattern, text).as_deref(),
            expected,
            "{pattern} {text}"
        );
    }
}

/// One test, as all count together.
#[test]
fn a_text_that_takes_too_long_is_refused_and_counted() {
    let begin = Instant::now();
    let count = costly_texts();
    // Each of these takes twice the time for each further character.
    for pattern in ["^(?:(?!b)a+)+$", r"^(a|a)*\1b$", "^(?:(?=a)a*)*d$"] {
        let text = format!("{}c", "a".repeat(60));
        assert_eq!(problem(pattern, &text).as_deref(), COSTLY, "{pattern}");
    }
    assert_eq!(costly_texts(), count + 3);
    // The longer a text is, the fewer steps it may take.
    let tempered = "^(?:(?!<script).)*$";
    assert_eq!(problem(tempered, &"a".repeat(16_000)), None);
    assert_eq!(problem(tempered, &"a".repeat(16_400)).as_deref(), COSTLY);
    let not_blank = "^(?!\\s*$)";
    assert_eq!(problem(not_blank, &"a".repeat(1 << 24)), None);
    let long = "a".repeat((1 << 24) + 1);
    assert_eq!(problem(not_blank, &long).as_deref(), COSTLY);
    assert_eq!(costly_texts(), count + 5);
    // Each step looks at all of the text.
    let quadratic = problem("^(?:(?!.*b).)*$", &"a".repeat(65_536));
    assert_eq!(quadratic.as_deref(), COSTLY);
    assert!(
        begin.elapsed() < Duration::from_secs(30),
        "{:?}",
        begin.elapsed()
    );
}
