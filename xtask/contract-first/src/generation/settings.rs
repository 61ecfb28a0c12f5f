//! Checks the settings of a target: nothing in its file is taken for something else, and nothing is passed over.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

use super::target_kind::TargetKind;

/// The settings that a target may have.
const KEYS: [&str; 5] = [
    "generatorName",
    "templateDir",
    "additionalProperties",
    "files",
    "openapiGeneratorIgnoreList",
];
/// What is said of one file.
const FILE_KEYS: [&str; 3] = ["destinationFilename", "folder", "templateType"];

type Settings = Map<String, Value>;

/// What the settings make; messages call their file `file`.
///
/// # Errors
/// A setting that is missing, unknown, or of a kind that has no meaning there.
pub fn check(settings: &Settings, file: &str) -> Result<TargetKind> {
    for key in ["inputSpec", "outputDir"] {
        ensure!(
            !settings.contains_key(key),
            "{file}: `{key}` is set by the pipeline; remove it"
        );
    }
    known(settings, &KEYS, file, "")?;
    let generator = text(settings, "generatorName", file)?;
    let kind = TargetKind::ALL
        .into_iter()
        .find(|kind| kind.generator() == generator);
    let kind = kind.with_context(|| {
        let known = TargetKind::ALL.map(TargetKind::generator).join(", ");
        format!("{file}: unknown `generatorName` \"{generator}\"; use one of {known}")
    })?;
    text(settings, "templateDir", file)?;
    let properties = mapping(settings, "additionalProperties", file)?;
    known(properties, kind.properties(), file, "additionalProperties/")?;
    for key in properties.keys() {
        let name = text(properties, key, file)?;
        ensure!(
            is_name(key, name),
            "{file}: `additionalProperties/{key}` is \"{name}\"; {}",
            if key == "environment" {
                "use capital letters, digits and `_`, a letter first"
            } else {
                "use letters, digits, `-` and `_`, a letter first"
            }
        );
    }
    for (name, of) in mapping(settings, "files", file)? {
        let Value::Object(of) = of else {
            bail!(
                "{file}: `files/{name}` must be a mapping with {}",
                FILE_KEYS.join(", ")
            );
        };
        known(of, &FILE_KEYS, file, &format!("files/{name}/"))?;
        for key in of.keys() {
            text(of, key, file)?;
        }
        ensure!(
            of.get("folder")
                .is_none_or(|folder| folder != "{packageName}")
                || properties.contains_key("packageName"),
            "{file}: the folder of `files/{name}` is the package's, but `additionalProperties/packageName` is missing"
        );
    }
    let ignored = settings.get("openapiGeneratorIgnoreList");
    let is_list = |value: &Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    };
    ensure!(
        ignored.is_none_or(is_list),
        "{file}: `openapiGeneratorIgnoreList` must be a list of texts"
    );
    Ok(kind)
}

fn known(settings: &Settings, keys: &[&str], file: &str, place: &str) -> Result<()> {
    match settings.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => bail!(
            "{file}: unknown setting `{place}{key}`; there are {}",
            keys.join(", ")
        ),
        None => Ok(()),
    }
}

fn text<'s>(settings: &'s Settings, key: &str, file: &str) -> Result<&'s str> {
    let value = settings
        .get(key)
        .with_context(|| format!("{file}: `{key}` is missing"))?;
    value.as_str().with_context(|| {
        format!("{file}: `{key}` is {value}, which is not a text; put it in quotes")
    })
}

/// Nothing when it is not there.
fn mapping<'s>(settings: &'s Settings, key: &str, file: &str) -> Result<&'s Settings> {
    static NOTHING: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(Map::new);
    match settings.get(key) {
        None => Ok(&NOTHING),
        Some(Value::Object(entries)) => Ok(entries),
        Some(_) => bail!("{file}: `{key}` must be a mapping"),
    }
}

/// Whether a name is one for what it names; npm knows packages of an organisation (`@acme/accounts`).
fn is_name(key: &str, name: &str) -> bool {
    let plain = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    match key {
        "environment" => {
            plain(name) && !name.contains(|c: char| c.is_ascii_lowercase() || c == '-')
        }
        "npmName" => match name.strip_prefix('@') {
            Some(scoped) => scoped.split('/').count() == 2 && scoped.split('/').all(plain),
            None => plain(name),
        },
        _ => plain(name),
    }
}
