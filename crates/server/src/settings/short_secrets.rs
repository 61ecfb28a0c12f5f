use std::collections::BTreeMap;

use crate::settings::definitions::Settings;
use crate::settings::key_secret::{KeySecret, MAKE_ONE, MIN_BYTES};
use crate::settings::problem::{Given, Problem};

/// Secrets that are too short, where keys can be made under a better one.
pub(crate) fn short_secrets(
    settings: &Settings,
    given: &BTreeMap<&'static str, Given>,
) -> Vec<Problem> {
    // There, the keys exist already.
    if settings.uses_recoup() {
        return Vec::new();
    }
    let secrets = [
        ("key_secret", &settings.key_secret),
        ("key_secret_previous", &settings.key_secret_previous),
    ];
    let problem = |(name, secret): (&str, &Option<KeySecret>)| {
        let length = secret.as_ref()?.short_length()?;
        Some(Problem {
            origin: given.get(name).map(|given| given.origin.clone()),
            ..Problem::of(
                &format!("ACCOUNTS_{}", name.to_ascii_uppercase()),
                format!("the secret has {length} bytes; it needs at least {MIN_BYTES}"),
                MAKE_ONE,
            )
        })
    };
    secrets.into_iter().filter_map(problem).collect()
}
