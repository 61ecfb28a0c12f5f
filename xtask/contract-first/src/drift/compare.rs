//! Compares what is on disk with what the pipeline makes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::problem::{ChangeOrigin, DriftProblem, ProblemKind};
use super::report::CheckedPath;
use crate::diff;
use crate::files::{FileError, below, files_below, regular, sha256, with_lf};
use crate::generation::{Manifest, Product};
use crate::project::Project;

/// Most lines of differences in one report; further files are listed without.
const MAX_DIFF_LINES: usize = 400;

/// The recorded inputs and tools against those of now. Without a readable manifest there is
/// nothing to compare with: what `compare` says about the manifest is enough then.
///
/// # Errors
/// When the manifest is there and cannot be read from disk.
pub fn compare_inputs(
    project: &Project,
    inputs: &BTreeMap<String, String>,
    tools: &BTreeMap<String, String>,
) -> Result<Vec<DriftProblem>, FileError> {
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
        problems.push(DriftProblem::new(path, kind));
    }
    for tool in recorded
        .tools
        .keys()
        .chain(tools.keys())
        .collect::<BTreeSet<_>>()
    {
        let (then, now) = (recorded.tools.get(tool).cloned(), tools.get(tool).cloned());
        if then != now {
            problems.push(DriftProblem::new(
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

/// Every file of `generated/` against `product`: the parts with their problems.
///
/// # Errors
/// When the folder cannot be read.
pub fn compare(project: &Project, product: &Product) -> Result<Vec<CheckedPath>, FileError> {
    let folder = project.generated();
    let on_disk: BTreeSet<String> = files_below(&folder)
        .map_err(FileError::read(Project::GENERATED))?
        .into_iter()
        .collect();
    let recorded = recorded(project)?;
    let inputs = compare_inputs(project, &product.manifest.inputs, &product.manifest.tools)?;
    if on_disk.is_empty() {
        let kind = ProblemKind::FolderMissing {
            files: product.files.len(),
        };
        return Ok(vec![CheckedPath::new(
            Project::GENERATED,
            vec![DriftProblem::new(Project::GENERATED, kind)],
        )]);
    }
    let mut lines = MAX_DIFF_LINES;
    let mut parts: BTreeMap<String, Vec<DriftProblem>> = BTreeMap::new();
    for name in product
        .files
        .keys()
        .chain(&on_disk)
        .collect::<BTreeSet<_>>()
    {
        let (part, problems) = problems_of_part(&mut parts, name);
        if is_folder_missing(part, product, &on_disk) {
            if problems.is_empty() {
                let files = product
                    .files
                    .keys()
                    .filter(|path| within(path, part))
                    .count();
                let place = format!("{}/{part}", Project::GENERATED);
                problems.push(DriftProblem::new(
                    place,
                    ProblemKind::FolderMissing { files },
                ));
            }
            continue;
        }
        let check = FileCheck {
            folder: &folder,
            product,
            recorded: recorded.as_ref(),
            inputs_changed: !inputs.is_empty(),
        };
        problems.extend(check.problem(name, on_disk.contains(name), &mut lines));
    }
    let mut parts = in_generated(parts);
    if !inputs.is_empty() {
        parts.insert(0, CheckedPath::new("openapi", inputs));
    }
    Ok(parts)
}

fn problems_of_part<'d, 'n>(
    parts: &'d mut BTreeMap<String, Vec<DriftProblem>>,
    name: &'n str,
) -> (&'n str, &'d mut Vec<DriftProblem>) {
    let part = name.split('/').next().unwrap_or(name);
    (part, parts.entry(part.to_owned()).or_default())
}

fn within(path: &str, part: &str) -> bool {
    path.strip_prefix(part)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Whether `part` is a folder of the product, and no file of it is on disk.
fn is_folder_missing(part: &str, product: &Product, on_disk: &BTreeSet<String>) -> bool {
    let any = |mut paths: std::collections::btree_set::Iter<'_, String>| {
        paths.any(|path| within(path, part))
    };
    product.files.keys().any(|path| within(path, part)) && !any(on_disk.iter())
}

/// What can be reported without a product: files that differ from the manifest.
///
/// # Errors
/// When the folder cannot be read.
pub fn compare_recorded(project: &Project) -> Result<Vec<CheckedPath>, FileError> {
    let Some(recorded) = recorded(project)? else {
        return Ok(Vec::new());
    };
    let folder = project.generated();
    let on_disk: BTreeSet<String> = files_below(&folder)
        .map_err(FileError::read(Project::GENERATED))?
        .into_iter()
        .collect();
    let mut parts: BTreeMap<String, Vec<DriftProblem>> = BTreeMap::new();
    for name in recorded
        .outputs
        .keys()
        .chain(&on_disk)
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
            (Some(_), Some(_)) => ProblemKind::Changed(ChangeOrigin::Manual),
        };
        let place = format!("{}/{name}", Project::GENERATED);
        problems_of_part(&mut parts, name)
            .1
            .push(DriftProblem::new(place, kind));
    }
    Ok(in_generated(parts))
}

fn in_generated(parts: BTreeMap<String, Vec<DriftProblem>>) -> Vec<CheckedPath> {
    let path = |name: String| format!("{}/{name}", Project::GENERATED);
    parts
        .into_iter()
        .map(|(name, problems)| CheckedPath::new(&path(name), problems))
        .collect()
}

/// Why a file is not on disk as a regular file.
fn absent(path: &Path) -> ProblemKind {
    match fs::symlink_metadata(path) {
        Ok(on_disk) if !on_disk.is_file() => ProblemKind::NotAFile,
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
    fn problem(&self, name: &str, is_on_disk: bool, lines: &mut usize) -> Option<DriftProblem> {
        let place = format!("{}/{name}", Project::GENERATED);
        let Some(wanted) = self.product.files.get(name) else {
            return Some(DriftProblem::new(place, ProblemKind::Extra));
        };
        let path = below(self.folder, name);
        let Some(on_disk) = regular(&path).filter(|_| is_on_disk).map(with_lf) else {
            return Some(DriftProblem::new(place, absent(&path)));
        };
        if on_disk == *wanted {
            return None;
        }
        let kind = if name != Manifest::FILE {
            ProblemKind::Changed(self.origin(name, &on_disk))
        } else if self.recorded.is_none() {
            ProblemKind::ManifestUnreadable
        } else if self.inputs_changed {
            // Its difference repeats what the inputs say.
            return Some(DriftProblem::new(
                place,
                ProblemKind::Changed(ChangeOrigin::Inputs),
            ));
        } else {
            ProblemKind::Changed(self.manifest_origin())
        };
        let mut problem = DriftProblem::new(&place, kind);
        if let (Ok(old), Ok(new)) = (std::str::from_utf8(&on_disk), std::str::from_utf8(wanted)) {
            let diff = diff::unified(old, new, &place, "generated now");
            let length = diff.lines().count();
            if length <= *lines {
                *lines -= length;
                problem.diff = diff;
            }
        }
        Some(problem)
    }

    fn origin(&self, name: &str, on_disk: &[u8]) -> ChangeOrigin {
        let as_recorded = self
            .recorded
            .is_some_and(|manifest| manifest.outputs.get(name) == Some(&sha256(on_disk)));
        match (as_recorded, self.inputs_changed) {
            (false, _) => ChangeOrigin::Manual,
            (true, true) => ChangeOrigin::Inputs,
            (true, false) => ChangeOrigin::Pipeline,
        }
    }

    /// The manifest follows the pipeline when every file on disk is what it lists.
    fn manifest_origin(&self) -> ChangeOrigin {
        let Some(manifest) = self.recorded else {
            return ChangeOrigin::Manual;
        };
        let consistent = manifest.outputs.iter().all(|(name, hash)| {
            regular(&below(self.folder, name)).is_some_and(|bytes| sha256(&with_lf(bytes)) == *hash)
        });
        if consistent {
            ChangeOrigin::Pipeline
        } else {
            ChangeOrigin::Manual
        }
    }
}
