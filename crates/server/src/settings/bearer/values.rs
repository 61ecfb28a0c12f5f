use std::path::{Path, PathBuf};
use std::time::Duration;

use accounts::Identity;
use identity::{Algorithm, InvalidAlgorithm, InvalidKeyUrl, KeyUrl};

use crate::settings::value::{Unfit, Value};

/// A text that is compared character by character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exactly(String);

impl Exactly {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for Exactly {
    const FORM: &'static str = "TEXT";

    fn read(text: &str) -> Result<Self, Unfit> {
        if text.trim() != text || text.contains(char::is_control) {
            Err(Unfit::new(
                "the text has blanks at its ends or control characters in it",
                "remove them: it is compared character by character",
            ))
        } else if text.len() > Identity::LONGEST_PART_BYTES {
            Err(Unfit::new(
                format!("the text has {} bytes", text.len()),
                format!("write at most {}", Identity::LONGEST_PART_BYTES),
            ))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

/// Where a key set is fetched: https, or http on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JwksUrl(KeyUrl);

impl JwksUrl {
    /// The URL.
    pub fn as_key_url(&self) -> &KeyUrl {
        &self.0
    }
}

impl Value for JwksUrl {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse().map(Self).map_err(|error: InvalidKeyUrl| {
            Unfit::new(
                error.to_string(),
                "write it like https://issuer.example.com/jwks.json",
            )
        })
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// Names a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePath(PathBuf);

impl FilePath {
    /// The path.
    pub fn as_path(&self) -> &Path {
        &self.0
    }
}

impl Value for FilePath {
    const FORM: &'static str = "FILE";

    fn read(text: &str) -> Result<Self, Unfit> {
        Ok(Self(text.into()))
    }

    fn show(&self) -> String {
        self.0.display().to_string()
    }
}

/// How tokens may be signed: at least one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Algorithms(Vec<Algorithm>);

impl Algorithms {
    /// Each of them.
    pub fn as_slice(&self) -> &[Algorithm] {
        &self.0
    }
}

impl Value for Algorithms {
    const FORM: &'static str = "ALGORITHM,...";

    fn read(text: &str) -> Result<Self, Unfit> {
        let mut algorithms = Vec::new();
        for name in text.split(',').map(str::trim) {
            let algorithm = name.parse().map_err(|error: InvalidAlgorithm| {
                Unfit::new(
                    format!("`{name}` is {error}"),
                    "write any of ES256, RS256, EdDSA, with commas between",
                )
            })?;
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        Ok(Self(algorithms))
    }

    fn show(&self) -> String {
        let names: Vec<_> = self.0.iter().map(|algorithm| algorithm.name()).collect();
        names.join(",")
    }
}

/// What clocks may be apart, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leeway(Duration);

impl Leeway {
    /// The time.
    pub fn as_duration(self) -> Duration {
        self.0
    }
}

impl Value for Leeway {
    const FORM: &'static str = "SECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        let seconds = text.parse().ok().filter(|seconds| *seconds <= 300);
        let leeway = seconds.map(|seconds| Self(Duration::from_secs(seconds)));
        leeway.ok_or_else(|| {
            Unfit::new(
                format!("`{text}` is no whole number from 0 to 300"),
                "write digits only; a clock that is minutes off has to be set",
            )
        })
    }

    fn show(&self) -> String {
        self.0.as_secs().to_string()
    }
}
