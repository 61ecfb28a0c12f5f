use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::Result;
use contract_first::TargetKind;
use contract_first::effective::overlaid;
use contract_first::generation::{ProduceError, operations};
use contract_first::lint::{Supported, supported};
use contract_first::project::Project;

use super::choice::Published;
use super::outcome::{Failure, Outcome, PackageOutcome};
use crate::test::packages::{self, Package};

/// `generate --contract ... --skip-unsupported` of one package of a document. That nothing is generated is an outcome.
pub fn generate(
    project: &Project,
    published: &Published,
    contract: &Path,
    package: &Package,
) -> PackageOutcome {
    let made = catch_unwind(AssertUnwindSafe(|| {
        packages::generate(project, contract, package, true)
    }));
    let mut outcome = PackageOutcome::default();
    match made {
        Ok(Ok(made)) => {
            outcome.taken = made.taken;
            outcome.note_causes(&made.left_out);
        }
        Ok(Err(error)) => {
            outcome.failure = Some(failure(error));
            if let Ok(document) = overlaid(published.document.clone(), None) {
                outcome.note_causes(&supported(document, TargetKind::RustAxum).left_out);
            }
        }
        Err(_) => outcome.failure = Some(Failure::Broken("a panic".to_owned())),
    }
    outcome
}

/// What `generate --skip-unsupported` would take of a document for the stub and leave out, without generating it.
///
/// # Errors
/// When the document is none of OpenAPI.
pub fn lint(published: &Published) -> Result<Outcome> {
    let mut linted = PackageOutcome::default();
    let Supported {
        document,
        left_out,
        refused,
        ..
    } = supported(
        overlaid(published.document.clone(), None)?,
        TargetKind::RustAxum,
    );
    linted.note_causes(&left_out);
    if refused.is_empty() {
        linted.taken = operations(&document);
    } else {
        linted.failure = Some(failure(ProduceError::Refused(refused)));
    }
    let mut outcome = nothing(published);
    outcome.packages.insert(TargetKind::RustAxum, linted);
    Ok(outcome)
}

/// A document that has no outcome yet.
pub fn nothing(published: &Published) -> Outcome {
    let version = published.document["openapi"].as_str();
    Outcome {
        name: published.name.clone(),
        part: published.part,
        version: version.unwrap_or_default().to_owned(),
        operations: operations(&published.document),
        packages: Default::default(),
    }
}

/// What the command says about it, in short.
pub fn failure(error: ProduceError) -> Failure {
    match error {
        ProduceError::Refused(findings) => {
            let reasons: BTreeSet<_> = findings
                .iter()
                .map(|found| format!("{} {} {}", found.code(), found.pointer(), found.reason()))
                .take(3)
                .collect();
            let reasons: Vec<_> = reasons.into_iter().collect();
            Failure::Refused(format!(
                "refused, {} findings: {}",
                findings.len(),
                reasons.join("; ")
            ))
        }
        other => Failure::Broken(format!("{:#}", anyhow::Error::from(other))),
    }
}
