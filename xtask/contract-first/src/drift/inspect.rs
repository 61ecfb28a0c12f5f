//! Runs the pipeline and compares: all of `drift` but its printing.

use super::compare::{compare, compare_inputs, compare_recorded};
use super::page::compare_page;
use super::problem::{DriftProblem, ProblemKind};
use super::report::{CheckedPath, DriftReport};
use crate::files::FileError;
use crate::generation::{ProduceError, inputs, produce};
use crate::progress::Progress;
use crate::project::Project;
use crate::terminal::counted;
use crate::text::chain;
use crate::tools::Pins;

/// Finds everything that is not as the pipeline makes it.
///
/// # Errors
/// When the checkout cannot be read at all; whatever is wrong with its content is in the report.
pub fn inspect(project: &Project, progress: &mut Progress<'_>) -> Result<DriftReport, FileError> {
    let produced = produce(project, progress);
    let (paths, subject) = match produced {
        Ok(product) => {
            let mut paths = progress.quiet("comparing", || compare(project, &product))?;
            let page = product.constructs.as_ref();
            paths.extend(page.map(compare_page));
            let operations = counted(product.operations, "operation");
            let noted = match product.notes.len() {
                0 => String::new(),
                count => format!(
                    ", {}: `{}` shows them",
                    counted(count, "note"),
                    project.caller().line("lint")
                ),
            };
            (
                paths,
                format!("OpenAPI {}, {operations}{noted}", product.version),
            )
        }
        Err(error) => (without_product(project, error)?, String::new()),
    };
    Ok(DriftReport {
        caller: project.caller(),
        paths,
        subject,
        steps: progress.steps().to_vec(),
    })
}

/// Without a product to compare with, the changed inputs and the edits since the last run are reported all
/// the same: they are often the cause.
fn without_product(project: &Project, error: ProduceError) -> Result<Vec<CheckedPath>, FileError> {
    let mut problems = match Pins::of_generator() {
        Ok(pins) => compare_inputs(
            project,
            &inputs(project)?,
            &pins.packages.into_iter().collect(),
        )?,
        Err(_) => Vec::new(),
    };
    problems.extend(causes(project, error));
    let mut paths = vec![CheckedPath::new("openapi", problems)];
    paths.extend(compare_recorded(project)?);
    Ok(paths)
}

/// An error of the pipeline as problems.
pub fn causes(project: &Project, error: ProduceError) -> Vec<DriftProblem> {
    match error {
        ProduceError::Contract(error) => {
            let place = error.name().filter(|name| name.starts_with("openapi/"));
            let place = place.unwrap_or(project.contract_name()).to_owned();
            vec![DriftProblem::new(
                place,
                ProblemKind::Unusable(chain(&error)),
            )]
        }
        ProduceError::Overrides(error) => {
            let place = Project::TEMPLATES;
            vec![DriftProblem::new(
                place,
                ProblemKind::Unusable(chain(&error)),
            )]
        }
        ProduceError::Refused(findings) => findings
            .into_iter()
            .map(|found| DriftProblem::new(project.contract_name(), ProblemKind::Refused(found)))
            .collect(),
        ProduceError::Tools(error) => {
            vec![DriftProblem::new("tools", ProblemKind::Tool(chain(&error)))]
        }
        ProduceError::Files(error) => {
            vec![DriftProblem::new(
                "files",
                ProblemKind::Files(chain(&error)),
            )]
        }
        error @ (ProduceError::Overwritten { .. } | ProduceError::Output(_)) => {
            vec![DriftProblem::new(
                "files",
                ProblemKind::Files(error.to_string()),
            )]
        }
        ProduceError::Template { place, words } => {
            vec![DriftProblem::new(place, ProblemKind::Template(words))]
        }
    }
}
