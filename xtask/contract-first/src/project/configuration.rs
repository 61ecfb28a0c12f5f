use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::de::DeTable;

use super::breaking_levels::BreakingLevels;
use super::entries::{Entries, File};
use super::error::ProjectError;
use super::target::TargetSettings;
use crate::files::FileError;

/// The form of the file that this tool reads.
const VERSION: &str = "1";

/// `openapi/contract.toml`: the documents of a project and what is made of each. Everything in it has a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// The document.
    pub document: DocumentSettings,
    /// Where the table of constructs is written, from the root of the project; nowhere when nothing says so.
    pub constructs: Option<String>,
}

/// A `[[document]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSettings {
    /// Its file in `openapi`.
    pub file: String,
    /// Where it is published: a URL that `import` reads when it is given none.
    pub published: Option<String>,
    /// How much breaking changes count, by category.
    pub breaking: BreakingLevels,
    /// What is made of it.
    pub targets: Vec<TargetSettings>,
}

impl Configuration {
    /// Its name in `openapi`.
    pub const FILE: &str = "contract.toml";

    /// Reads the file `path`, which messages call `name`, for a project with the documents `files`; all defaults when it is not there.
    ///
    /// # Errors
    /// Anything in it that has no meaning, with its place.
    pub fn read(path: &Path, name: &str, files: &[String]) -> Result<Self, ProjectError> {
        if !path.exists() {
            return Self::parse("", name, files);
        }
        let text = fs::read_to_string(path).map_err(FileError::read(name))?;
        Self::parse(&text, name, files)
    }

    fn parse(text: &str, name: &str, files: &[String]) -> Result<Self, ProjectError> {
        let file = File { name, text };
        let table = DeTable::parse(text).map_err(|error| {
            let place = file.place(error.span().map_or(0, |span| span.start));
            let reason = error.message().to_owned();
            ProjectError::Configuration { place, reason }
        })?;
        let entries = Entries::known(
            table.get_ref(),
            file,
            &["version", "constructs", "document"],
        )?;
        if let Some(version) = entries.get("version") {
            let number = version.get_ref().as_integer();
            if number.is_none_or(|number| number.as_str() != VERSION) {
                let reason = format!("this tool reads version {VERSION} of the file");
                return Err(entries.about("version", &reason));
            }
        }
        let mut documents = entries.tables("document")?.into_iter();
        let document = match documents.next() {
            Some(table) => DocumentSettings::read(table, file, files)?,
            None => DocumentSettings::named(only(files)?),
        };
        if documents.next().is_some() {
            return Err(ProjectError::Configuration {
                place: name.to_owned(),
                reason:
                    "there are several [[document]] tables; this version of the tool supports one"
                        .to_owned(),
            });
        }
        let constructs = entries.text("constructs")?.map(str::to_owned);
        if let Some(page) = constructs.as_ref().filter(|page| !is_page(page)) {
            let reason = format!(
                "`{page}` must be a Markdown file in this project, such as docs/supported.md"
            );
            return Err(entries.about("constructs", &reason));
        }
        Ok(Self {
            document,
            constructs,
        })
    }
}

impl DocumentSettings {
    const KEYS: [&str; 4] = ["file", "published", "breaking", "target"];

    fn named(file: String) -> Self {
        let targets = TargetSettings::all_of(stem(&file));
        Self {
            file,
            published: None,
            breaking: BreakingLevels::default(),
            targets,
        }
    }

    fn read(
        table: &DeTable<'_>,
        in_file: File<'_>,
        files: &[String],
    ) -> Result<Self, ProjectError> {
        let entries = Entries::known(table, in_file, &Self::KEYS)?;
        let file = match entries.text("file")? {
            Some(file) => {
                if !file.ends_with(".json") || file.contains(['/', '\\']) {
                    let reason = format!(
                        "`{file}` must be the name of a JSON file in the same folder as this file"
                    );
                    return Err(entries.about("file", &reason));
                }
                file.to_owned()
            }
            None => only(files)?,
        };
        let mut document = Self::named(file);
        document.published = entries.text("published")?.map(str::to_owned);
        if let Some(table) = entries.table("breaking")? {
            document.breaking = BreakingLevels::read(table, in_file)?;
        }
        let tables = entries.tables("target")?;
        if !tables.is_empty() {
            let targets = tables.into_iter();
            let stem = stem(&document.file).to_owned();
            document.targets = targets
                .map(|table| TargetSettings::read(table, in_file, &stem))
                .collect::<Result<_, ProjectError>>()?;
        }
        let mut folders = BTreeMap::new();
        for target in &document.targets {
            // Some file systems treat names that differ only in case as equal.
            if folders
                .insert(target.folder.to_lowercase(), target.kind)
                .is_some()
            {
                return Err(ProjectError::Configuration {
                    place: in_file.name.to_owned(),
                    reason: format!(
                        "two targets write to generated/{}; give one of them another `folder`",
                        target.folder
                    ),
                });
            }
        }
        document.targets.sort_by(|a, b| a.folder.cmp(&b.folder));
        Ok(document)
    }
}

/// Whether a path names a Markdown file below the root, by names only.
fn is_page(path: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']);
    path.ends_with(".md") && path.split('/').all(plain)
}

/// The one document that is there; a name for it while there is none.
fn only(files: &[String]) -> Result<String, ProjectError> {
    if files.len() > 1 {
        return Err(ProjectError::SeveralDocuments(format!(
            "which is the contract, {}? Keep one of them, or name it in openapi/{}: [[document]] with file = \"{}\"",
            files.join(" or "),
            Configuration::FILE,
            files[0]
        )));
    }
    Ok(files
        .first()
        .cloned()
        .unwrap_or_else(|| "contract.json".to_owned()))
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".json").unwrap_or(file)
}
