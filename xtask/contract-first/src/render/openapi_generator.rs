use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use super::configuration::configuration;
use super::document::document;
use super::{RenderError, RenderJob, Renderer};
use crate::document::pretty;
use crate::files::{FileError, below, files_below};
use crate::parallel::side_by_side;
use crate::tools::Generator;

/// What the generator writes for itself.
const ITS_OWN: [&str; 2] = [".openapi-generator/", ".openapi-generator-ignore"];
/// Its list of the files that it wrote, one a line, one line for each time.
const ITS_LIST: &str = ".openapi-generator/FILES";

/// openapi-generator: one run of it renders all packages, for it takes longest to start.
pub struct OpenApiGenerator(pub Generator);

impl Renderer for OpenApiGenerator {
    fn name(&self) -> String {
        format!("openapi-generator {}", self.0.version)
    }

    fn render(
        &self,
        jobs: &[RenderJob<'_>],
        stage: &Path,
    ) -> Result<Vec<BTreeMap<String, Vec<u8>>>, RenderError> {
        let configurations = side_by_side(jobs, |job| prepare(stage, job));
        let configurations = configurations.into_iter().collect::<Result<Vec<_>, _>>()?;
        let run = self.0.run(&configurations, stage)?;
        run.map_err(|error| RenderError::Refused(error.0))?;
        jobs.iter().map(|job| collect(stage, job)).collect()
    }
}

/// Writes the inputs of a run for a job; returns the file of its configuration.
fn prepare(stage: &Path, job: &RenderJob) -> Result<PathBuf, FileError> {
    let output = output(stage, job);
    fs::create_dir_all(&output).map_err(FileError::make(output.display()))?;
    let templates = stage.join("templates").join(job.folder);
    fs::create_dir_all(&templates).map_err(FileError::make(templates.display()))?;
    for template in &job.templates {
        let path = templates.join(template.name);
        fs::write(&path, template.text).map_err(FileError::write(path.display()))?;
    }
    let input = stage.join(format!("{}.openapi.json", job.folder));
    fs::write(&input, pretty(&document(job.data))).map_err(FileError::write(input.display()))?;
    let file = stage.join(format!("{}.json", job.folder));
    let configuration = configuration(job, &templates, &input, &output);
    fs::write(&file, pretty(&configuration)).map_err(FileError::write(file.display()))?;
    Ok(file)
}

fn output(stage: &Path, job: &RenderJob) -> PathBuf {
    stage.join("out").join(job.folder)
}

fn collect(stage: &Path, job: &RenderJob) -> Result<BTreeMap<String, Vec<u8>>, RenderError> {
    let folder = output(stage, job);
    made_once(&folder, job)?;
    let mut files = BTreeMap::new();
    for name in files_below(&folder).map_err(FileError::read("what was rendered"))? {
        if ITS_OWN.iter().any(|own| name.starts_with(own)) {
            continue;
        }
        let bytes =
            fs::read(below(&folder, &name)).map_err(FileError::read("what was rendered"))?;
        // Some names are keywords to the generator that are none to Rust (`errors`); ours are not keywords.
        files.insert(name.replace("/r#", "/"), bytes);
    }
    Ok(files)
}

/// Checks that no path is written twice, not even one that differs only in case: such files overwrite each other.
fn made_once(folder: &Path, job: &RenderJob) -> Result<(), RenderError> {
    let list = fs::read_to_string(below(folder, ITS_LIST)).unwrap_or_default();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for path in list.lines() {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            return Err(RenderError::MadeTwice {
                folder: job.folder.to_owned(),
                first: other.to_owned(),
                second: path.to_owned(),
            });
        }
    }
    Ok(())
}
