//! Runs the pipeline and compares: the whole of `drift` but its printing.

use super::compare::{compare, compare_inputs, compare_recorded};
use super::page::compare_page;
use super::problem::{Problem, ProblemKind};
use super::report::{Document, Report};
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
pub fn inspect(project: &Project, progress: &mut Progress<'_>) -> Result<Report, FileError> {
    let produced = produce(project, progress);
    let (documents, subject) = match produced {
        Ok(product) => {
            let mut documents = progress.quiet("comparing", || compare(project, &product))?;
            let page = product.constructs.as_ref();
            documents.extend(page.map(compare_page));
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
                documents,
                format!("OpenAPI {}, {operations}{noted}", product.version),
            )
        }
        Err(error) => (without_product(project, error)?, String::new()),
    };
    Ok(Report {
        caller: project.caller(),
        documents,
        subject,
        steps: progress.steps().to_vec(),
    })
}

/// No product to compare with: the changed inputs are told all the same, they are often the cause,
/// and so is what was edited since the last run.
fn without_product(project: &Project, error: ProduceError) -> Result<Vec<Document>, FileError> {
    let mut problems = match Pins::of_generator() {
        Ok(pins) => compare_inputs(
            project,
            &inputs(project)?,
            &pins.packages.into_iter().collect(),
        )?,
        Err(_) => Vec::new(),
    };
    problems.extend(causes(project, error));
    let mut documents = vec![Document::new("openapi", problems)];
    documents.extend(compare_recorded(project)?);
    Ok(documents)
}

/// An error of the pipeline as problems.
pub fn causes(project: &Project, error: ProduceError) -> Vec<Problem> {
    match error {
        ProduceError::Contract(error) => {
            let place = error.name().filter(|name| name.starts_with("openapi/"));
            let place = place.unwrap_or(project.contract_name()).to_owned();
            vec![Problem::new(place, ProblemKind::Unusable(chain(&error)))]
        }
        ProduceError::Overrides(error) => {
            let place = Project::TEMPLATES;
            vec![Problem::new(place, ProblemKind::Unusable(chain(&error)))]
        }
        ProduceError::Refused(findings) => findings
            .into_iter()
            .map(|found| Problem::new(project.contract_name(), ProblemKind::Refused(found)))
            .collect(),
        ProduceError::Tools(error) => {
            vec![Problem::new("tools", ProblemKind::Tool(chain(&error)))]
        }
        ProduceError::Files(error) => {
            vec![Problem::new("files", ProblemKind::Files(chain(&error)))]
        }
        error @ (ProduceError::Overwritten { .. } | ProduceError::Output(_)) => {
            vec![Problem::new("files", ProblemKind::Files(error.to_string()))]
        }
        ProduceError::Template { place, words } => {
            vec![Problem::new(place, ProblemKind::Template(words))]
        }
    }
}
