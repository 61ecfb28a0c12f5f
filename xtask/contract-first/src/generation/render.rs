//! One run of the generator for several targets, each into an empty folder of its own.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use crate::lowering::Lowered;

use super::marker::marker;
use super::normalise::normalised;
use super::produce::ProduceError;
use super::target::Target;
use crate::document::pretty;
use crate::files::{FileError, below, files_below};
use crate::parallel::side_by_side;
use crate::progress::Progress;
use crate::project::{Caller, Project};
use crate::tools::Generator;

/// What the generator writes for itself; taken away after the run.
const ITS_OWN: [&str; 2] = [".openapi-generator/", ".openapi-generator-ignore"];
/// Its list of the files that it wrote, one a line, one line for each time.
const ITS_LIST: &str = ".openapi-generator/FILES";

/// A target, and what it is made of.
pub struct Job<'d> {
    /// The target; its output goes to its folder.
    pub target: Target,
    /// The document, read.
    pub lowered: &'d Lowered,
}

/// The files that `jobs` make, by `<target>/<path>`.
///
/// # Errors
/// The generator refuses, a rendered file does not format, or the proof of the run fails.
pub fn render(
    project: &Project,
    generator: &Generator,
    jobs: &[Job<'_>],
    progress: &mut Progress<'_>,
) -> Result<BTreeMap<String, Vec<u8>>, ProduceError> {
    let workshop = project
        .workshop()
        .map_err(|error| ProduceError::Tools(error.into()))?;
    let stage = tempfile::Builder::new()
        .prefix(Project::RENDERING)
        .tempdir_in(workshop);
    let stage = stage.map_err(FileError::make("a working folder"))?;
    let configurations = prepare(stage.path(), jobs)?;
    let what = format!(
        "openapi-generator {} for {}",
        generator.version,
        names(jobs)
    );
    progress
        .step("generator", &what, || {
            generator.run(&configurations, stage.path())
        })?
        .map_err(|error| ProduceError::Template {
            place: blamed(project, jobs),
            words: error.0,
        })?;
    progress.quiet("formatting", || {
        let targets: Vec<_> = jobs.iter().map(|job| &job.target).collect();
        let each = side_by_side(&targets, |target| {
            collect(stage.path(), target, project.caller())
        });
        let each = each.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(each.into_iter().flatten().collect())
    })
}

/// What to look at when the generator fails: templates of the project, else the document.
fn blamed(project: &Project, jobs: &[Job<'_>]) -> String {
    match jobs.iter().any(|job| job.target.is_overridden()) {
        true => Project::TEMPLATES.to_owned(),
        false => project.contract_name().to_owned(),
    }
}

fn names(jobs: &[Job<'_>]) -> String {
    jobs.iter()
        .map(|job| job.target.folder())
        .collect::<Vec<_>>()
        .join(", ")
}

fn prepare(stage: &Path, jobs: &[Job<'_>]) -> Result<Vec<PathBuf>, FileError> {
    let configurations = side_by_side(
        jobs,
        |Job { target, lowered }| -> Result<PathBuf, FileError> {
            let name = target.folder();
            let output = stage.join("out").join(name);
            fs::create_dir_all(&output).map_err(FileError::make(output.display()))?;
            let templates = stage.join("templates").join(name);
            target.write_templates(&templates)?;
            let document = stage.join(format!("{name}.openapi.json"));
            fs::write(&document, pretty(&target.document(lowered)))
                .map_err(FileError::write(document.display()))?;
            let file = stage.join(format!("{name}.json"));
            let configuration = target.configuration(&templates, &document, &output);
            fs::write(&file, pretty(&configuration)).map_err(FileError::write(file.display()))?;
            Ok(file)
        },
    );
    configurations.into_iter().collect()
}

fn collect(
    stage: &Path,
    target: &Target,
    caller: Caller,
) -> Result<BTreeMap<String, Vec<u8>>, ProduceError> {
    let mut files = BTreeMap::new();
    let folder = stage.join("out").join(target.folder());
    made_once(&folder, target)?;
    let names = files_below(&folder).map_err(FileError::read("what was rendered"))?;
    for name in names {
        if ITS_OWN.iter().any(|own| name.starts_with(own)) {
            continue;
        }
        let bytes =
            fs::read(below(&folder, &name)).map_err(FileError::read("what was rendered"))?;
        // A module that this document has no use for: its template had nothing to say.
        let module = [".rs", ".ts", ".py"];
        if module.iter().any(|ending| name.ends_with(ending)) && bytes.trim_ascii().is_empty() {
            continue;
        }
        // Some names are keywords to the generator that are none to Rust (`errors`); ours are no keywords.
        let name = name.replace("/r#", "/");
        let path = format!("{}/{name}", target.folder());
        let bytes = normalised(&name, bytes, caller).map_err(|error| ProduceError::Template {
            place: in_generated(&path),
            words: error.to_string(),
        })?;
        files.insert(path, bytes);
    }
    Ok(files)
}

/// No path is made twice, not even one that differs in case only: such files overwrite each other.
fn made_once(folder: &Path, target: &Target) -> Result<(), ProduceError> {
    let list = fs::read_to_string(below(folder, ITS_LIST)).unwrap_or_default();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for path in list.lines() {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(ProduceError::Template {
                place: in_generated(&format!("{}/{path}", target.folder())),
                words: format!(
                    "made twice, as `{other}` and as `{path}`; the second overwrites the first: give one of them another name"
                ),
            });
        }
    }
    Ok(())
}

/// Proves of finished files that every one that can carry the marker does.
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
                words: format!("does not begin with the marker `{marker}`: is it no text?"),
            });
        }
    }
    Ok(())
}

fn in_generated(path: &str) -> String {
    format!("{}/{path}", Project::GENERATED)
}
