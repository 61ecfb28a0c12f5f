//! Runs the pipeline and compares: the whole of `drift` but its printing.

use anyhow::Result;

use super::compare::{compare, compare_inputs};
use super::problem::{Problem, ProblemKind};
use super::report::{Document, Report};
use crate::generation::{ProduceError, inputs, produce};
use crate::progress::Progress;
use crate::repository::Repository;
use crate::tools::Pins;

/// Finds everything that is not as the pipeline makes it.
///
/// # Errors
/// When the checkout cannot be read at all; whatever is wrong with its content is in the report.
pub fn inspect(repository: &Repository, progress: &mut Progress<'_>) -> Result<Report> {
    let produced = produce(repository, progress);
    let (documents, subject) = match produced {
        Ok(product) => {
            let documents = progress.quiet("comparing", || compare(repository, &product))?;
            let count = product.operations;
            let plural = if count == 1 { "" } else { "s" };
            (
                documents,
                format!("OpenAPI {}, {count} operation{plural}", product.version),
            )
        }
        Err(error) => (without_product(repository, error)?, String::new()),
    };
    Ok(Report {
        documents,
        subject,
        steps: progress.steps().to_vec(),
    })
}

/// No product to compare with: the changed inputs are told all the same, they are often the cause.
fn without_product(repository: &Repository, error: ProduceError) -> Result<Vec<Document>> {
    let mut problems = match Pins::of_generator(repository) {
        Ok(pins) => compare_inputs(
            repository,
            &inputs(repository)?,
            &pins.packages.into_iter().collect(),
        )?,
        Err(_) => Vec::new(),
    };
    let mut documents = Vec::new();
    let (place, causes) = causes(error);
    if problems.is_empty() {
        problems = causes;
    } else {
        problems.extend(causes);
    }
    documents.push(Document::new(place, problems));
    Ok(documents)
}

/// An error of the pipeline as problems, and the part of the checkout that they belong to.
pub fn causes(error: ProduceError) -> (&'static str, Vec<Problem>) {
    match error {
        ProduceError::Contract(error) => (
            "openapi",
            vec![Problem::new(
                Repository::CONTRACT,
                ProblemKind::Unusable(format!("{error:#}")),
            )],
        ),
        ProduceError::Refused(findings) => (
            "openapi",
            findings
                .into_iter()
                .map(|finding| Problem::new(Repository::CONTRACT, ProblemKind::Refused(finding)))
                .collect(),
        ),
        ProduceError::Tools(error) => (
            Repository::PINS,
            vec![Problem::new(
                Repository::PINS,
                ProblemKind::Tool(format!("{error:#}")),
            )],
        ),
        ProduceError::Template { place, words } => (
            Repository::TEMPLATES,
            vec![Problem::new(place, ProblemKind::Template(words))],
        ),
    }
}
