//! Generates from another document than the checkout's own, into any folder, with the same code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::manifest::Manifest;
use super::output_error::OutputError;
use super::packages::{Job, all_marked, packages};
use super::produce::{ProduceError, operations, require_supported};
use super::swap::{FileChanges, is_kept, swap_in};
use super::target::Target;
use crate::checked_contract::{CheckedContract, RefusedOperation};
use crate::diagnostic::Diagnostic;
use crate::document::{Source, load, pretty};
use crate::effective::{EffectiveError, effective};
use crate::files::{FileError, files_below, sha256};
use crate::lint::{Supported, supported};
use crate::progress::Progress;
use crate::project::{Project, TargetSettings};
use crate::render::OpenApiGenerator;
use crate::target_kind::TargetKind;
use crate::tools::{Generator, Pins};

/// What cargo, npm and pip leave in a package's folder: ignored and kept.
const TOOL_FILES: [&str; 6] = [
    "Cargo.lock",
    "build",
    "dist",
    "node_modules",
    "package-lock.json",
    "target",
];

/// A document, and where its output goes.
#[derive(Debug, Clone)]
pub struct AdHocJob {
    /// The document: a path or an http(s) URL; JSON, YAML or a page.
    pub contract: String,
    /// An overlay for it.
    pub overlay: Option<PathBuf>,
    /// What to make of it.
    pub target: TargetKind,
    /// The folder; its name becomes the package's.
    pub output: PathBuf,
    /// Leave out the operations that cannot be generated, in place of refusing the document.
    pub skip_unsupported: bool,
}

/// The outcome of generating from a document.
pub struct GenerateOutcome {
    /// What changed in the folder.
    pub written: FileChanges,
    /// How many operations were generated.
    pub taken: usize,
    /// The operations that were left out.
    pub left_out: Vec<RefusedOperation>,
    /// The notes on the rest.
    pub notes: Vec<Diagnostic>,
}

/// Everything that the output of a document is generated from.
pub struct Prepared {
    output: PathBuf,
    target: Target,
    document: Value,
    contract: Arc<CheckedContract>,
    left_out: Vec<RefusedOperation>,
    notes: Vec<Diagnostic>,
}

/// Generates the output of `job`: the target's files, and the effective document as `openapi.json`.
///
/// # Errors
/// As for the checkout's own document; also a folder that holds something that was not generated.
pub fn generate_to(
    project: &Project,
    job: &AdHocJob,
    progress: &mut Progress<'_>,
) -> Result<GenerateOutcome, ProduceError> {
    let prepared = prepare(project, job)?;
    // One for each that is prepared.
    Ok(generate_prepared(project, vec![prepared], progress)?.swap_remove(0))
}

/// Reads and checks everything that the output of `job` is made of.
///
/// # Errors
/// As [`generate_to`].
pub fn prepare(project: &Project, job: &AdHocJob) -> Result<Prepared, ProduceError> {
    let output = resolve(&job.output)?;
    ensure_separate(project, &output)?;
    ensure_only_generated(&output)?;
    let target = target(project, job.target, &output)?;
    let source = load(&job.contract).map_err(EffectiveError::from)?;
    let published = source.document().map_err(EffectiveError::from)?;
    let overlay = job.overlay.as_ref();
    let overlay = overlay.map(|path| Source::of_data_file(path, &path.display().to_string()));
    let overlay = overlay.transpose().map_err(EffectiveError::from)?;
    let effective = effective(published, overlay)?;
    if job.skip_unsupported {
        let supported = supported(effective.document, target.kind());
        return prepare_supported(supported.located(&effective.places), output, target);
    }
    let (contract, notes) = require_supported(&effective, &[target.kind()])?;
    Ok(Prepared {
        output,
        target,
        document: effective.document,
        contract: Arc::new(contract),
        left_out: Vec::new(),
        notes,
    })
}

/// Generates all outputs with one run of the generator, because it takes long to start.
///
/// # Errors
/// As [`generate_to`].
pub fn generate_prepared(
    project: &Project,
    mut all: Vec<Prepared>,
    progress: &mut Progress<'_>,
) -> Result<Vec<GenerateOutcome>, ProduceError> {
    let pins = Pins::of_generator()?;
    let renderer = OpenApiGenerator(Generator::ensure_installed(project, &pins, progress)?);
    // Each output gets its own folder name in the generator's run.
    for (index, prepared) in all.iter_mut().enumerate().skip(1) {
        let folder = &mut prepared.target.settings.folder;
        *folder = format!("{folder}-{index}");
    }
    let jobs: Vec<_> = all
        .iter()
        .map(|prepared| Job {
            target: prepared.target.clone(),
            contract: &prepared.contract,
        })
        .collect();
    let rendered = packages(project, &renderer, &jobs, progress)?;
    let mut files: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    for (path, bytes) in rendered {
        if let Some((name, path)) = path.split_once('/') {
            let package = files.entry(name.to_owned()).or_default();
            package.insert(path.to_owned(), bytes);
        }
    }
    let written = all.into_iter().map(|prepared| {
        let package = files.remove(prepared.target.folder()).unwrap_or_default();
        prepared.write(project, &pins, package)
    });
    written.collect()
}

impl Prepared {
    fn write(
        self,
        project: &Project,
        pins: &Pins,
        mut files: BTreeMap<String, Vec<u8>>,
    ) -> Result<GenerateOutcome, ProduceError> {
        let document = pretty(&self.document).into_bytes();
        let inputs = BTreeMap::from([("effective document".to_owned(), sha256(&document))]);
        files.insert("openapi.json".to_owned(), document);
        all_marked(&files, project.caller())?;
        let manifest = Manifest::of(pins.packages.clone().into_iter().collect(), inputs, &files);
        files.insert(Manifest::FILE.to_owned(), manifest.text().into_bytes());
        let written = swap_in(project, &self.output, &files, &TOOL_FILES);
        Ok(GenerateOutcome {
            written: written?,
            taken: operations(&self.document),
            left_out: self.left_out,
            notes: self.notes,
        })
    }
}

/// What can be generated of a document.
fn prepare_supported(
    supported: Supported,
    output: PathBuf,
    target: Target,
) -> Result<Prepared, ProduceError> {
    let Supported {
        document,
        contract,
        left_out,
        refused,
        notes,
    } = supported;
    if !left_out.is_empty() && operations(&document) == 0 {
        let refused = left_out
            .into_iter()
            .flat_map(|operation| operation.diagnostics);
        return Err(ProduceError::Refused(refused.collect()));
    }
    match contract {
        Some(contract) => Ok(Prepared {
            output,
            target,
            document,
            contract,
            left_out,
            notes,
        }),
        None => Err(ProduceError::Refused(refused)),
    }
}

fn target(project: &Project, kind: TargetKind, output: &Path) -> Result<Target, ProduceError> {
    let folder = output
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let legal = folder.starts_with(|c: char| c.is_ascii_alphabetic())
        && folder
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !legal {
        return Err(OutputError::Name(folder.to_owned()).into());
    }
    Ok(Target::new(project, TargetSettings::of(kind, folder))?)
}

/// The real path of a path that may not exist yet: every link on the way to it is followed.
fn resolve(path: &Path) -> Result<PathBuf, OutputError> {
    let unresolved = |path: &Path| OutputError::Unresolved(path.display().to_string());
    let path = std::path::absolute(path).map_err(|_| unresolved(path))?;
    let existing = path.ancestors().find(|folder| folder.exists());
    let existing = existing.ok_or_else(|| unresolved(&path))?;
    let rest = path.strip_prefix(existing).unwrap_or(Path::new(""));
    if rest.components().any(|part| part == Component::ParentDir) {
        return Err(OutputError::Upwards(path.display().to_string()));
    }
    let existing = existing.canonicalize().map_err(|_| unresolved(existing))?;
    Ok(if rest.as_os_str().is_empty() {
        existing
    } else {
        existing.join(rest)
    })
}

/// Checks that the output of another document does not replace the checkout's own output, nor the checkout.
fn ensure_separate(project: &Project, output: &Path) -> Result<(), OutputError> {
    let (root, generated_folder) = (resolve(project.root())?, resolve(&project.generated())?);
    let folder = output.display().to_string();
    if output.starts_with(&generated_folder) {
        let generated = Project::GENERATED;
        return Err(OutputError::InGenerated { folder, generated });
    }
    if root.starts_with(output) {
        return Err(OutputError::HoldsProject(folder));
    }
    Ok(())
}

/// A folder may be replaced when it is empty, missing, or contains only what the manifest of an earlier
/// run lists. What tools leave there does not count.
fn ensure_only_generated(folder: &Path) -> Result<(), OutputError> {
    let names = files_below(folder).map_err(FileError::read(folder.display()))?;
    let manifest = fs::read_to_string(folder.join(Manifest::FILE)).ok();
    let known = manifest
        .as_deref()
        .and_then(Manifest::read)
        .map(|manifest| manifest.outputs)
        .unwrap_or_default();
    let unexpected = names.into_iter().find(|name| {
        !known.contains_key(name) && name != Manifest::FILE && !is_kept(name, &TOOL_FILES)
    });
    match unexpected {
        Some(file) => Err(OutputError::Unexpected {
            folder: folder.display().to_string(),
            file,
        }),
        None => Ok(()),
    }
}
