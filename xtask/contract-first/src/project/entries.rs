use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ProjectError;

/// The names that are alike have at least this Jaro-Winkler similarity.
const MIN_SIMILARITY: f64 = 0.75;

/// A table of a TOML file, and what messages need to name a place in it.
pub struct Entries<'t> {
    table: &'t DeTable<'t>,
    file: File<'t>,
}

/// The file that a table is in.
#[derive(Clone, Copy)]
pub struct File<'t> {
    /// What messages call it.
    pub name: &'t str,
    /// All of it.
    pub text: &'t str,
}

impl<'t> File<'t> {
    /// `name:line:column` of a byte.
    pub fn place(&self, byte: usize) -> String {
        let before = &self.text[..byte.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[start..].chars().count() + 1;
        format!("{}:{line}:{column}", self.name)
    }
}

impl<'t> Entries<'t> {
    /// The table `table` of `file`, which has these keys and no others.
    ///
    /// # Errors
    /// Another key, with its place and the nearest of the known ones.
    pub fn known(
        table: &'t DeTable<'t>,
        file: File<'t>,
        keys: &[&str],
    ) -> Result<Self, ProjectError> {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !keys.contains(&name) {
                let place = file.place(key.span().start);
                let hint = match nearest(name, keys) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("use {}", keys.join(", ")),
                };
                let reason = format!("unknown key `{name}`; {hint}");
                return Err(ProjectError::Configuration { place, reason });
            }
        }
        Ok(Self { table, file })
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// The text of a key.
    ///
    /// # Errors
    /// A value that is not text.
    pub fn text(&self, key: &str) -> Result<Option<&'t str>, ProjectError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(text)),
            None => Err(self.wrong(value.span(), &format!("`{key}` must be a string"))),
        }
    }

    /// The table of a key, `key = { ... }`.
    ///
    /// # Errors
    /// A value that is not a table.
    pub fn table(&self, key: &str) -> Result<Option<&'t DeTable<'t>>, ProjectError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        match value.get_ref().as_table() {
            Some(table) => Ok(Some(table)),
            None => {
                let wrong = format!("`{key}` must be a table, such as {{ wire = \"error\" }}");
                Err(self.wrong(value.span(), &wrong))
            }
        }
    }

    /// The tables of a key, `[[key]]` each; none when it is not there.
    ///
    /// # Errors
    /// A value that is not a list of tables.
    pub fn tables(&self, key: &str) -> Result<Vec<&'t DeTable<'t>>, ProjectError> {
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        let items = value.get_ref().as_array().into_iter().flatten();
        let tables: Option<Vec<_>> = items.map(|item| item.get_ref().as_table()).collect();
        match (tables, value.get_ref().is_array()) {
            (Some(tables), true) => Ok(tables),
            _ => {
                let wrong = format!("`{key}` must be a list of tables: write [[{key}]] above each");
                Err(self.wrong(value.span(), &wrong))
            }
        }
    }

    /// An error about a key's value, or about the file when the key is not there.
    pub fn about(&self, key: &str, message: &str) -> ProjectError {
        let span = self.get(key).map_or(0..0, Spanned::span);
        self.wrong(span, message)
    }

    fn wrong(&self, span: Range<usize>, message: &str) -> ProjectError {
        ProjectError::Configuration {
            place: self.file.place(span.start),
            reason: message.to_owned(),
        }
    }
}

/// The most similar name.
pub fn nearest<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let similarity = |other: &&str| strsim::jaro_winkler(name, other);
    let best = names
        .iter()
        .copied()
        .max_by(|a, b| similarity(a).total_cmp(&similarity(b)))?;
    (similarity(&best) >= MIN_SIMILARITY).then_some(best)
}
