use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::settings::problem::{CONFIG_VARIABLE, Given, Origin, Problem};

/// The largest file that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// Reads the settings file: TOML, `name = value` on each line.
pub(crate) fn read(path: PathBuf, problems: &mut Vec<Problem>) -> Vec<(String, Given)> {
    let text = match bounded(&path) {
        Ok(text) => text,
        Err(error) => {
            problems.push(Problem::of(
                CONFIG_VARIABLE,
                format!("{}: the file cannot be read: {error}", path.display()),
                "name a readable TOML file, or leave --config and ACCOUNTS_CONFIG out",
            ));
            return Vec::new();
        }
    };
    let table = match DeTable::parse(&text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            problems.push(Problem {
                origin: Some(Origin::File(path, line_of(&text, at))),
                // Without the line itself, which may hold a secret.
                ..Problem::of(
                    CONFIG_VARIABLE,
                    format!("not valid TOML: {}", error.message()),
                    "fix that line; a setting looks like listen = \"127.0.0.1:8080\"",
                )
            });
            return Vec::new();
        }
    };
    let mut entries: Vec<_> = table
        .iter()
        .filter_map(|(name, value)| entry(&path, &text, name, value, problems))
        .collect();
    // The parser sorts by name; people read from top to bottom.
    entries.sort_by_key(|(_, given)| match given.origin {
        Origin::File(_, line) => line,
        _ => 0,
    });
    entries
}

/// The whole file, unless it is too large or never ends.
pub(crate) fn bounded(path: &Path) -> io::Result<String> {
    bounded_to(path, MAX_BYTES)
}

/// The whole file, unless it has more bytes than this.
pub(crate) fn bounded_to(path: &Path, max_bytes: u64) -> io::Result<String> {
    let mut text = String::new();
    let read = File::open(path)?
        .take(max_bytes + 1)
        .read_to_string(&mut text)?;
    if read as u64 > max_bytes {
        let too_long = format!("it has more than {max_bytes} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, too_long));
    }
    Ok(text)
}

fn entry(
    path: &Path,
    text: &str,
    name: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<(String, Given)> {
    let origin = Origin::File(path.to_owned(), line_of(text, name.span().start));
    let name = name.get_ref().to_string();
    match as_text(value.get_ref()) {
        Some(text) => Some((name, Given { text, origin })),
        None => {
            problems.push(Problem {
                origin: Some(origin),
                ..Problem::of(
                    &name,
                    "the value has a type that no setting has",
                    "write a string, an integer or a list of strings",
                )
            });
            None
        }
    }
}

/// The value as it would be written in the environment.
fn as_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().replace('_', "")),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| item.get_ref().as_str());
            texts
                .collect::<Option<Vec<_>>>()
                .map(|texts| texts.join(","))
        }
        _ => None,
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}
