//! The files of packages: one run of the renderer for several targets, each in an empty folder of its own, then each file as it goes to disk.

use std::collections::BTreeMap;

use super::marker::marker;
use super::normalise::normalised;
use super::produce::ProduceError;
use super::target::Target;
use crate::backend::{Backend, PackageFiles};
use crate::checked_contract::CheckedContract;
use crate::files::FileError;
use crate::parallel::side_by_side;
use crate::progress::Progress;
use crate::project::{Caller, Project};
use crate::render::{RenderError, RenderJob, Renderer};

/// A target, and the contract it is generated from.
pub struct Job<'d> {
    /// The target; its output goes to its folder.
    pub target: Target,
    /// The document, read.
    pub contract: &'d CheckedContract,
}

/// The files that `jobs` make, by `<target>/<path>`.
///
/// # Errors
/// The renderer refuses, or a rendered file does not format.
pub fn packages(
    project: &Project,
    renderer: &impl Renderer,
    jobs: &[Job<'_>],
    progress: &mut Progress<'_>,
) -> Result<BTreeMap<String, Vec<u8>>, ProduceError> {
    let work_dir = project
        .work_dir()
        .map_err(|error| ProduceError::Tools(error.into()))?;
    let stage = tempfile::Builder::new()
        .prefix(Project::RENDERING)
        .tempdir_in(work_dir);
    let stage = stage.map_err(FileError::make("a working folder"))?;
    let packages = side_by_side(jobs, |job| job.target.files(job.contract));
    let render_jobs: Vec<RenderJob> = jobs
        .iter()
        .zip(&packages)
        .map(|(job, package)| job.target.render_job(package))
        .collect();
    let what = format!("{} for {}", renderer.name(), names(jobs));
    let rendered = progress
        .step("generator", &what, || {
            Ok::<_, ProduceError>(renderer.render(&render_jobs, stage.path()))
        })?
        .map_err(|error| described(error, project, jobs))?;
    progress.quiet("formatting", || {
        let parts: Vec<_> = jobs.iter().zip(&packages).zip(rendered).collect();
        let files = side_by_side(&parts, |((job, package), rendered)| {
            finished(&job.target, package, rendered, project.caller())
        });
        let files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(files.into_iter().flatten().collect())
    })
}

/// A failure of the renderer, with what to look at: templates of the project, else the document.
fn described(error: RenderError, project: &Project, jobs: &[Job<'_>]) -> ProduceError {
    let place = match jobs.iter().any(|job| job.target.is_overridden()) {
        true => Project::TEMPLATES.to_owned(),
        false => project.contract_name().to_owned(),
    };
    match error {
        RenderError::Files(error) => error.into(),
        RenderError::Tools(error) => error.into(),
        RenderError::Refused(_) | RenderError::MadeTwice { .. } => ProduceError::Template {
            place,
            words: error.to_string(),
        },
    }
}

fn names(jobs: &[Job<'_>]) -> String {
    jobs.iter()
        .map(|job| job.target.folder())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The files of one package as they go to disk.
fn finished(
    target: &Target,
    package: &PackageFiles,
    rendered: &BTreeMap<String, Vec<u8>>,
    caller: Caller,
) -> Result<BTreeMap<String, Vec<u8>>, ProduceError> {
    let mut files = BTreeMap::new();
    for (name, bytes) in rendered {
        // A module that this document does not need: its template printed nothing.
        let module = [".rs", ".ts", ".py"];
        if module.iter().any(|ending| name.ends_with(ending)) && bytes.trim_ascii().is_empty() {
            continue;
        }
        let path = format!("{}/{name}", target.folder());
        let bytes = formatted(target.backend(), (name, &path), bytes, caller)?;
        files.insert(path, bytes);
    }
    for (name, text) in target.sources(package) {
        let path = format!("{}/{name}", target.folder());
        files.insert(path, normalised(&name, text, caller).into_bytes());
    }
    Ok(files)
}

/// A rendered file as it goes to disk. Bytes that are not text stay as they are.
fn formatted(
    backend: &dyn Backend,
    (name, path): (&str, &str),
    bytes: &[u8],
    caller: Caller,
) -> Result<Vec<u8>, ProduceError> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Ok(bytes.to_owned());
    };
    let text = backend.format(name, text.to_owned());
    let text = text.map_err(|error| ProduceError::Template {
        place: in_generated(path),
        words: error.to_string(),
    })?;
    Ok(normalised(name, &text, caller).into_bytes())
}

/// Checks that every finished file whose format has comments starts with the marker.
///
/// # Errors
/// The first one without.
pub fn all_marked(files: &BTreeMap<String, Vec<u8>>, caller: Caller) -> Result<(), ProduceError> {
    for (path, bytes) in files {
        if let Some(marker) = marker(path, caller)
            && !bytes.starts_with(marker.as_bytes())
        {
            return Err(ProduceError::Template {
                place: in_generated(path),
                words: format!("does not start with the marker `{marker}`: is it a text file?"),
            });
        }
    }
    Ok(())
}

fn in_generated(path: &str) -> String {
    format!("{}/{path}", Project::GENERATED)
}
