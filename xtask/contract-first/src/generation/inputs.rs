//! Everything that decides the output, by hash.

use std::collections::BTreeMap;
use std::fs;

use crate::files::{FileError, below, files_below, sha256, with_lf};
use crate::project::Project;

/// SHA-256 of every input file of the checkout, by its path; line ends count as LF, hidden files
/// (an editor's) do not count.
///
/// # Errors
/// When one cannot be read.
pub fn inputs(project: &Project) -> Result<BTreeMap<String, String>, FileError> {
    let mut paths = vec![
        project.contract_name().to_owned(),
        Project::OVERLAY.to_owned(),
        Project::CONFIGURATION.to_owned(),
    ];
    let folder = Project::TEMPLATES;
    let names = files_below(&below(project.root(), folder)).map_err(FileError::read(folder))?;
    let visible = names
        .into_iter()
        .filter(|name| !name.split('/').any(|part| part.starts_with('.')));
    paths.extend(visible.map(|name| format!("{folder}/{name}")));
    let mut hashes = BTreeMap::new();
    for path in paths {
        match fs::read(below(project.root(), &path)) {
            Ok(bytes) => {
                hashes.insert(path, sha256(&with_lf(bytes)));
            }
            // A missing contract is reported where it is read; the others may be absent.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(FileError::read(path)(error)),
        }
    }
    Ok(hashes)
}
