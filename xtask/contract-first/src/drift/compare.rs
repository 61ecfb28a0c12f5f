//! Compares what is on disk with what the pipeline makes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::problem::{Origin, Problem, ProblemKind};
use super::report::Document;
use crate::diff;
use crate::files::{FileError, below, files_below, regular, sha256, with_lf};
use crate::generation::{Manifest, Product};
use crate::project::Project;

/// Most lines of differences in one report; further files are listed without.
const MAX_DIFF_LINES: usize = 400;

/// The recorded inputs and tools against those of now. Without a readable manifest there is
/// nothing to compare with: what `compare` says of the manifest is enough then.
///
/// # Errors
/// When the manifest is there and cannot be read from disk.
pub fn compare_inputs(
    project: &Project,
    inputs: &BTreeMap<String, String>,
    tools: &BTreeMap<String, String>,
) -> Result<Vec<Problem>, FileError> {
    let Some(recorded) = recorded(project)? else {
        return Ok(Vec::new());
    };
    let mut problems = Vec::new();
    for path in recorded
        .inputs
        .keys()
        .chain(inputs.keys())
        .collect::<BTreeSet<_>>()
    {
        let kind = match (recorded.inputs.get(path), inputs.get(path)) {
            (Some(then), Some(now)) if then == now => continue,
            (Some(_), Some(_)) => ProblemKind::InputChanged,
            (Some(_), None) => ProblemKind::InputRemoved,
            (None, _) => ProblemKind::InputAdded,
        };
        problems.push(Problem::new(path, kind));
    }
    for tool in recorded
        .tools
        .keys()
        .chain(tools.keys())
        .collect::<BTreeSet<_>>()
    {
        let (then, now) = (recorded.tools.get(tool).cloned(), tools.get(tool).cloned());
        if then != now {
            problems.push(Problem::new(
                "tools",
                ProblemKind::ToolChanged {
                    tool: tool.clone(),
                    then,
                    now,
                },
            ));
        }
    }
    Ok(problems)
}

fn recorded(project: &Project) -> Result<Option<Manifest>, FileError> {
    let path = project.generated().join(Manifest::FILE);
    match fs::read(&path) {
        Ok(bytes) => Ok(Manifest::read(&String::from_utf8_lossy(&bytes))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(FileError::read(path.display())(error)),
    }
}

/// Every file of `generated/` against `product`: the documents with their problems.
///
/// # Errors
/// When the folder cannot be read.
pub fn compare(project: &Project, product: &Product) -> Result<Vec<Document>, FileError> {
    let folder = project.generated();
    let there: BTreeSet<String> = files_below(&folder)
        .map_err(FileError::read(Project::GENERATED))?
        .into_iter()
        .collect();
    let recorded = recorded(project)?;
    let inputs = compare_inputs(project, &product.manifest.inputs, &product.manifest.tools)?;
    if there.is_empty() {
        let kind = ProblemKind::FolderMissing {
            files: product.files.len(),
        };
        return Ok(vec![Document::new(
            Project::GENERATED,
            vec![Problem::new(Project::GENERATED, kind)],
        )]);
    }
    let mut lines = MAX_DIFF_LINES;
    let mut documents: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for name in product.files.keys().chain(&there).collect::<BTreeSet<_>>() {
        let (document, problems) = documents_entry(&mut documents, name);
        if missing_whole(document, product, &there) {
            if problems.is_empty() {
                let files = product
                    .files
                    .keys()
                    .filter(|path| within(path, document))
                    .count();
                let place = format!("{}/{document}", Project::GENERATED);
                problems.push(Problem::new(place, ProblemKind::FolderMissing { files }));
            }
            continue;
        }
        let check = FileCheck {
            folder: &folder,
            product,
            recorded: recorded.as_ref(),
            inputs_changed: !inputs.is_empty(),
        };
        problems.extend(check.problem(name, there.contains(name), &mut lines));
    }
    let mut documents = in_generated(documents);
    if !inputs.is_empty() {
        documents.insert(0, Document::new("openapi", inputs));
    }
    Ok(documents)
}

fn documents_entry<'d, 'n>(
    documents: &'d mut BTreeMap<String, Vec<Problem>>,
    name: &'n str,
) -> (&'n str, &'d mut Vec<Problem>) {
    let document = name.split('/').next().unwrap_or(name);
    (document, documents.entry(document.to_owned()).or_default())
}

fn within(path: &str, document: &str) -> bool {
    path.strip_prefix(document)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Whether `document` is a folder of the product and no file of it is there.
fn missing_whole(document: &str, product: &Product, there: &BTreeSet<String>) -> bool {
    let any = |mut paths: std::collections::btree_set::Iter<'_, String>| {
        paths.any(|path| within(path, document))
    };
    product.files.keys().any(|path| within(path, document)) && !any(there.iter())
}

/// What can be told without a product: files that are not what the manifest recorded.
///
/// # Errors
/// When the folder cannot be read.
pub fn compare_recorded(project: &Project) -> Result<Vec<Document>, FileError> {
    let Some(recorded) = recorded(project)? else {
        return Ok(Vec::new());
    };
    let folder = project.generated();
    let there: BTreeSet<String> = files_below(&folder)
        .map_err(FileError::read(Project::GENERATED))?
        .into_iter()
        .collect();
    let mut documents: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for name in recorded
        .outputs
        .keys()
        .chain(&there)
        .collect::<BTreeSet<_>>()
    {
        if name == Manifest::FILE {
            continue;
        }
        let path = below(&folder, name);
        let hash = regular(&path).map(|bytes| sha256(&with_lf(bytes)));
        let kind = match (recorded.outputs.get(name), hash) {
            (None, _) => ProblemKind::Extra,
            (Some(_), None) => absent(&path),
            (Some(then), Some(now)) if *then == now => continue,
            (Some(_), Some(_)) => ProblemKind::Changed(Origin::ByHand),
        };
        let place = format!("{}/{name}", Project::GENERATED);
        documents_entry(&mut documents, name)
            .1
            .push(Problem::new(place, kind));
    }
    Ok(in_generated(documents))
}

fn in_generated(documents: BTreeMap<String, Vec<Problem>>) -> Vec<Document> {
    let path = |name: String| format!("{}/{name}", Project::GENERATED);
    documents
        .into_iter()
        .map(|(name, problems)| Document::new(&path(name), problems))
        .collect()
}

/// How a file is not there.
fn absent(path: &Path) -> ProblemKind {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.is_file() => ProblemKind::NoFile,
        Ok(_) => ProblemKind::Unreadable,
        Err(_) => ProblemKind::Missing,
    }
}

struct FileCheck<'a> {
    folder: &'a Path,
    product: &'a Product,
    recorded: Option<&'a Manifest>,
    inputs_changed: bool,
}

impl FileCheck<'_> {
    fn problem(&self, name: &str, is_there: bool, lines: &mut usize) -> Option<Problem> {
        let place = format!("{}/{name}", Project::GENERATED);
        let Some(wanted) = self.product.files.get(name) else {
            return Some(Problem::new(place, ProblemKind::Extra));
        };
        let path = below(self.folder, name);
        let Some(there) = regular(&path).filter(|_| is_there).map(with_lf) else {
            return Some(Problem::new(place, absent(&path)));
        };
        if there == *wanted {
            return None;
        }
        let kind = if name != Manifest::FILE {
            ProblemKind::Changed(self.origin(name, &there))
        } else if self.recorded.is_none() {
            ProblemKind::ManifestUnreadable
        } else if self.inputs_changed {
            // Its difference repeats what the inputs say.
            return Some(Problem::new(place, ProblemKind::Changed(Origin::Inputs)));
        } else {
            ProblemKind::Changed(self.manifest_origin())
        };
        let mut problem = Problem::new(&place, kind);
        if let (Ok(old), Ok(new)) = (std::str::from_utf8(&there), std::str::from_utf8(wanted)) {
            let diff = diff::unified(old, new, &place, "generated now");
            let length = diff.lines().count();
            if length <= *lines {
                *lines -= length;
                problem.diff = diff;
            }
        }
        Some(problem)
    }

    fn origin(&self, name: &str, there: &[u8]) -> Origin {
        let as_recorded = self
            .recorded
            .is_some_and(|manifest| manifest.outputs.get(name) == Some(&sha256(there)));
        match (as_recorded, self.inputs_changed) {
            (false, _) => Origin::ByHand,
            (true, true) => Origin::Inputs,
            (true, false) => Origin::Pipeline,
        }
    }

    /// The manifest follows the pipeline when every file on disk is what it lists.
    fn manifest_origin(&self) -> Origin {
        let Some(manifest) = self.recorded else {
            return Origin::ByHand;
        };
        let consistent = manifest.outputs.iter().all(|(name, hash)| {
            regular(&below(self.folder, name)).is_some_and(|bytes| sha256(&with_lf(bytes)) == *hash)
        });
        if consistent {
            Origin::Pipeline
        } else {
            Origin::ByHand
        }
    }
}
