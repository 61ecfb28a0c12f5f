use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::Value;

use super::choice::Published;
use super::outcome::Outcome;
use crate::contract::pretty;
use crate::effective::effective;
use crate::generation::{Other, ProduceError, generate_other, operations, refuse};
use crate::lowering::{Supported, supported};
use crate::progress::Progress;
use crate::repository::Repository;

/// `generate --contract ... --output FOLDER/document-api --skip-unsupported` of a document.
///
/// # Errors
/// When files cannot be written. That nothing is generated is an outcome.
pub fn generate(repository: &Repository, published: &Published, folder: &Path) -> Result<Outcome> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let contract = folder.join("document.json");
    fs::write(&contract, pretty(&published.document))?;
    let other = Other {
        contract: contract.to_string_lossy().into_owned(),
        overlay: None,
        target: "server".to_owned(),
        output: folder.join("document-api"),
        skip_unsupported: true,
    };
    let start = Instant::now();
    let made = catch_unwind(AssertUnwindSafe(|| {
        generate_other(repository, &other, &mut Progress::new(&mut io::sink()))
    }));
    let mut outcome = nothing(published);
    outcome.generation = start.elapsed();
    match made {
        Ok(Ok(made)) => {
            outcome.taken = made.taken;
            outcome.note_causes(&made.left_out);
        }
        Ok(Err(error)) => {
            outcome.failure = Some(words(error));
            if let Ok(document) = effective(published.document.clone(), None) {
                outcome.note_causes(&supported(document).left_out);
            }
        }
        Err(_) => outcome.failure = Some("a panic".to_owned()),
    }
    Ok(outcome)
}

/// What `generate --skip-unsupported` would take and leave out, without generating it.
///
/// # Errors
/// When the document is none of OpenAPI.
pub fn lint(published: &Published) -> Result<Outcome> {
    let mut outcome = nothing(published);
    let start = Instant::now();
    let Supported { document, left_out } = supported(effective(published.document.clone(), None)?);
    outcome.note_causes(&left_out);
    match refuse(&document) {
        Ok(()) if operations(&document) == 0 => {
            outcome.failure = Some("refused: all operations".to_owned())
        }
        Ok(()) => outcome.taken = operations(&document),
        Err(error) => outcome.failure = Some(words(error)),
    }
    outcome.generation = start.elapsed();
    Ok(outcome)
}

fn nothing(published: &Published) -> Outcome {
    Outcome {
        name: published.name.clone(),
        part: published.part,
        version: text(&published.document["openapi"]),
        operations: operations(&published.document),
        taken: 0,
        causes: Default::default(),
        generation: Duration::ZERO,
        failure: None,
        compiled: None,
        answer: None,
    }
}

/// What the command says of it, in short.
pub fn words(error: ProduceError) -> String {
    match error {
        ProduceError::Contract(error) | ProduceError::Tools(error) => format!("{error:#}"),
        ProduceError::Template { place, words } => format!("{place}: {words}"),
        ProduceError::Refused(findings) => {
            let reasons: BTreeSet<_> = findings
                .iter()
                .map(|finding| format!("{} {}", finding.pointer, finding.reason))
                .take(3)
                .collect();
            let reasons: Vec<_> = reasons.into_iter().collect();
            format!(
                "refused, {} findings: {}",
                findings.len(),
                reasons.join("; ")
            )
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
