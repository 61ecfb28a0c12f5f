//! `info.version`, which is any text, as versions that package managers take.

/// Largest number that every package manager reads exactly (npm's limit).
const MAX_NUMBER: u64 = 9_007_199_254_740_991;

/// Longest pre-release or build metadata, in characters.
const MAX_TEXT: usize = 100;

/// Words that stand for a pre-release without a hyphen before them.
const PRE_RELEASES: &str =
    "a alpha b beta c canary dev draft m next nightly pre preview rc snapshot";

/// A semantic version: what Cargo and npm take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    numbers: [u64; 3],
    /// Identifiers with dots between; empty for a release.
    pre_release: String,
    /// The same for what says nothing of the order of versions.
    build: String,
}

impl Version {
    /// The version that a text means: `v1.2` is 1.2.0, `2024.01.01` is 2024.1.1. A text that starts with no number is build metadata of 0.0.0.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let unmarked = text.trim_start_matches(['v', 'V']).trim_start();
        Self::numbered(unmarked).unwrap_or_else(|| Self {
            build: identifiers(text),
            ..Self::default()
        })
    }

    /// `None` for a text that does not start with a number, or with one that is too large.
    fn numbered(text: &str) -> Option<Self> {
        let mut numbers = [0; 3];
        let mut rest = text;
        let mut is_date = false;
        for (place, number) in numbers.iter_mut().enumerate() {
            let next = match place {
                0 => Some(rest),
                _ => rest.strip_prefix('.').or_else(|| {
                    let more = rest.strip_prefix('-')?;
                    (is_date && digits(more) == 2).then_some(more)
                }),
            };
            let Some(next) = next.filter(|next| place == 0 || digits(next) > 0) else {
                break;
            };
            let (digits, after) = next.split_at(digits(next));
            *number = digits.parse().ok().filter(|value| *value <= MAX_NUMBER)?;
            is_date |= place == 0 && digits.len() == 4;
            rest = after;
        }
        let (before, build) = rest.split_once('+').unwrap_or((rest, ""));
        let word = before.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let letters = word.find(|c: char| !c.is_ascii_alphabetic());
        let word = word[..letters.unwrap_or(word.len())].to_ascii_lowercase();
        let known = PRE_RELEASES.split_whitespace().any(|one| one == word);
        let (pre_release, build) = match before.starts_with('-') || known {
            true => (before, build.to_owned()),
            false => ("", format!("{before}.{build}")),
        };
        let parts = identifiers(pre_release);
        let parts: Vec<_> = parts.split('.').map(canonical).collect();
        Some(Self {
            numbers,
            pre_release: parts.join("."),
            build: identifiers(&build),
        })
    }

    /// As Cargo and npm write it (Semantic Versioning 2.0.0).
    pub fn semantic(&self) -> String {
        let [major, minor, patch] = self.numbers;
        let mut text = format!("{major}.{minor}.{patch}");
        for (mark, part) in [('-', &self.pre_release), ('+', &self.build)] {
            if !part.is_empty() {
                text.push(mark);
                text.push_str(part);
            }
        }
        text
    }

    /// As Python writes it (PEP 440, in the normal form): pre-releases that it does not know are development releases whose local version
    /// names them.
    pub fn python(&self) -> String {
        let [major, minor, patch] = self.numbers;
        let mut text = format!("{major}.{minor}.{patch}");
        let mut local = vec![self.build.clone()];
        match pre_release(&self.pre_release) {
            Some(suffix) => text.push_str(&suffix),
            None => {
                text.push_str(".dev0");
                local.insert(0, self.pre_release.clone());
            }
        }
        let local = local.join(".").to_ascii_lowercase();
        let parts = local.split(|c: char| !c.is_ascii_alphanumeric());
        let parts: Vec<_> = parts
            .filter(|part| !part.is_empty())
            .map(canonical)
            .collect();
        if !parts.is_empty() {
            text.push('+');
            text.push_str(&parts.join("."));
        }
        text
    }
}

/// How many digits a text starts with.
fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())
}

/// A text as identifiers of letters, digits and hyphens, with dots between.
fn identifiers(text: &str) -> String {
    let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let parts = parts.map(|part| part.trim_matches('-'));
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    let mut text = parts.join(".");
    text.truncate(MAX_TEXT);
    text.trim_end_matches(['.', '-']).to_owned()
}

/// A number without zeros in front; other texts stay.
fn canonical(part: &str) -> &str {
    if part.is_empty() || digits(part) < part.len() {
        return part;
    }
    match part.trim_start_matches('0') {
        "" => "0",
        number => number,
    }
}

/// The suffix for a pre-release; `None` for one that Python has no form of.
fn pre_release(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let (word, rest) = text.split_at(
        text.find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(text.len()),
    );
    let mark = match word {
        "" if rest.is_empty() => return Some(String::new()),
        "a" | "alpha" => "a",
        "b" | "beta" => "b",
        "c" | "rc" | "pre" | "preview" => "rc",
        "dev" => ".dev",
        _ => return None,
    };
    let number = rest.trim_start_matches(['.', '-']);
    match number {
        "" => Some(format!("{mark}0")),
        number if digits(number) == number.len() => Some(format!("{mark}{}", canonical(number))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_version() {
        let digits = "9".repeat(200);
        let large = format!("0.0.0+{}", "9".repeat(100));
        for (text, semantic, python) in [
            ("1.2.3", "1.2.3", "1.2.3"),
            ("v1.19.11", "1.19.11", "1.19.11"),
            ("V 2", "2.0.0", "2.0.0"),
            ("1", "1.0.0", "1.0.0"),
            ("1.2", "1.2.0", "1.2.0"),
            ("01.2.3", "1.2.3", "1.2.3"),
            ("1.2.3.4", "1.2.3+4", "1.2.3+4"),
            ("1.x", "1.0.0+x", "1.0.0+x"),
            ("2024.01.01", "2024.1.1", "2024.1.1"),
            ("2024-01-31", "2024.1.31", "2024.1.31"),
            ("2026-11", "2026.11.0", "2026.11.0"),
            ("2020-06-01-preview", "2020.6.1-preview", "2020.6.1rc0"),
            ("1.0.0-SNAPSHOT", "1.0.0-SNAPSHOT", "1.0.0.dev0+snapshot"),
            ("1.0.0-rc.1", "1.0.0-rc.1", "1.0.0rc1"),
            ("1.0.0-next.2", "1.0.0-next.2", "1.0.0.dev0+next.2"),
            ("1.0.0-01", "1.0.0-1", "1.0.0.dev0+1"),
            ("1.0b02", "1.0.0-b02", "1.0.0b2"),
            ("3 (Beta)", "3.0.0-Beta", "3.0.0b0"),
            ("1.0.0+build.7", "1.0.0+build.7", "1.0.0+build.7"),
            ("1.0.0-alpha+001", "1.0.0-alpha+001", "1.0.0a0+1"),
            ("1.0.0.RELEASE", "1.0.0+RELEASE", "1.0.0+release"),
            (
                "99999999999999999999.0.0",
                "0.0.0+99999999999999999999.0.0",
                "0.0.0+99999999999999999999.0.0",
            ),
            (&digits, &large, &large),
            ("", "0.0.0", "0.0.0"),
            ("–", "0.0.0", "0.0.0"),
            ("版", "0.0.0", "0.0.0"),
            ("v1 -- β", "1.0.0", "1.0.0"),
            ("latest", "0.0.0+latest", "0.0.0+latest"),
            ("version 3.1", "0.0.0+version.3.1", "0.0.0+version.3.1"),
            ("1.0.0\n\"}", "1.0.0", "1.0.0"),
            ("-1", "0.0.0+1", "0.0.0+1"),
            ("1.-2", "1.0.0+2", "1.0.0+2"),
        ] {
            let version = Version::of(text);
            assert_eq!(version.semantic(), semantic, "{text}");
            assert_eq!(version.python(), python, "{text}");
        }
    }
}
