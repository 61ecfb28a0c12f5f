use std::fmt;

/// How much the next version of a contract increases (Semantic Versioning 2.0.0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionBump {
    /// The contract stays as it is for those who use it.
    None,
    Patch,
    Minor,
    Major,
}

/// `1.4.2`, `v2`, `2.1`: what `info.version` counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    prefix: &'static str,
    numbers: Vec<u64>,
}

impl Version {
    /// Reads one to three numbers; `None` for a date or a word. What follows `-` or `+` is left out of the next version.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let prefix = if text.starts_with('v') { "v" } else { "" };
        let rest = &text[prefix.len()..];
        let end = rest.find(['-', '+']).unwrap_or(rest.len());
        let numbers = rest[..end].split('.').map(str::parse);
        let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().ok()?;
        let is_date = numbers.first().is_some_and(|first| *first >= 1900);
        (!is_date && numbers.len() <= 3).then_some(Self { prefix, numbers })
    }

    /// The next version after a bump. Below 1.0.0 everything may change with the second number.
    #[must_use]
    pub fn after(&self, bump: VersionBump) -> Self {
        let mut numbers = self.numbers.clone();
        numbers.resize(3, 0);
        let is_early = numbers[0] == 0;
        let next = match (bump, is_early) {
            (VersionBump::None, _) => return self.clone(),
            (VersionBump::Major, false) => vec![numbers[0] + 1, 0, 0],
            (VersionBump::Major, true) => vec![0, numbers[1] + 1, 0],
            (VersionBump::Minor, false) => vec![numbers[0], numbers[1] + 1, 0],
            (VersionBump::Minor, true) | (VersionBump::Patch, _) => {
                vec![numbers[0], numbers[1], numbers[2] + 1]
            }
        };
        let is_zero_behind = |count: usize| next[count..].iter().all(|number| *number == 0);
        let shortest = (self.numbers.len()..=3).find(|count| is_zero_behind(*count));
        Self {
            prefix: self.prefix,
            numbers: next[..shortest.unwrap_or(3)].to_vec(),
        }
    }

    /// Whether it is at least as high as another.
    pub fn reaches(&self, other: &Self) -> bool {
        let padded = |version: &Self| {
            let mut numbers = version.numbers.clone();
            numbers.resize(3, 0);
            numbers
        };
        padded(self) >= padded(other)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.numbers.iter().map(u64::to_string).collect();
        write!(f, "{}{}", self.prefix, numbers.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_followed_by_the_next() {
        for (version, major, minor, patch) in [
            ("1.4.2", "2.0.0", "1.5.0", "1.4.3"),
            ("0.4.2", "0.5.0", "0.4.3", "0.4.3"),
            ("1", "2", "1.1", "1.0.1"),
            ("v2.1", "v3.0", "v2.2", "v2.1.1"),
            ("1.4.2-beta.1+5", "2.0.0", "1.5.0", "1.4.3"),
        ] {
            let version = Version::of(version).unwrap();
            let next = |bump| version.after(bump).to_string();
            assert_eq!(
                [
                    next(VersionBump::Major),
                    next(VersionBump::Minor),
                    next(VersionBump::Patch)
                ],
                [major, minor, patch]
            );
            assert_eq!(version.after(VersionBump::None), version);
        }
    }

    #[test]
    fn what_is_not_numbered_is_not_a_version() {
        for text in ["2024-05-01", "2024.05", "latest", "", "1.2.3.4", "1..2"] {
            assert_eq!(Version::of(text), None, "{text}");
        }
    }

    #[test]
    fn versions_have_an_order() {
        let [low, high] = ["1.9", "1.10.0"].map(|text| Version::of(text).unwrap());
        assert!(high.reaches(&low) && !low.reaches(&high) && high.reaches(&high));
    }
}
