//! What `breaking` does and says, and what `import` says of it.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::arguments::BreakingFormat;
use crate::breaking::{
    Exceptions, Report, Verdict, as_json, as_markdown, compare, document_at, write_text,
};
use crate::contract::Import;
use crate::document::{self, Loaded, load, parse, pretty};
use crate::effective;
use crate::progress::Progress;
use crate::project::Project;
use crate::terminal::{ATTENTION, styled};

const SAFE: u8 = 0;
const BREAKING: u8 = 5;

/// What is compared with what.
pub enum Documents {
    /// The checkout with a revision of it.
    Revision(String),
    /// Two files or URLs: old and new.
    Files(String, String),
}

/// `breaking`. Exceptions come from the named file, else for the checkout's own contract from the checkout.
pub fn breaking(
    project: &Project,
    documents: &Documents,
    exceptions: Option<&PathBuf>,
    format: BreakingFormat,
    out: &mut dyn Write,
    progress: &mut Progress<'_>,
) -> Result<u8> {
    let own = matches!(documents, Documents::Revision(_));
    let (exceptions, place) = match exceptions {
        Some(path) => {
            let name = path.display().to_string();
            (Exceptions::read(path, &name)?, name)
        }
        None if own => (of_checkout(project)?, Project::EXCEPTIONS.to_owned()),
        None => (
            Exceptions::default(),
            "a file that --exceptions names".to_owned(),
        ),
    };
    let tools = project.tools();
    let mut report = match documents {
        Documents::Revision(revision) => against(project, revision, progress)?,
        Documents::Files(old, new) => {
            let read = |place: &str| {
                let source = load(place)?;
                parse(&source.text, source.format, &source.name)
            };
            let (was, is) = (read(old)?, read(new)?);
            compare((old, &was), (new, &is), tools, progress)?
        }
    };
    report.exceptions = place;
    exceptions.apply(&mut report);
    match format {
        BreakingFormat::Text => write_text(&report, out)?,
        BreakingFormat::Markdown => write!(out, "{}", as_markdown(&report))?,
        BreakingFormat::Json => write!(out, "{}", pretty(&as_json(&report)))?,
    }
    Ok(match report.verdict() {
        Verdict::Breaking => BREAKING,
        Verdict::Excused | Verdict::Safe => SAFE,
    })
}

/// Tells what an import would break, before anything is written. What cannot be told is no reason not to import.
pub fn tell_import(
    project: &Project,
    import: &Import,
    out: &mut dyn Write,
    progress: &mut Progress<'_>,
) -> Result<()> {
    let Some(old) = &import.old else {
        return Ok(());
    };
    // With what the overlay adds, unless it fits only one of them.
    let effective = |loaded: &Loaded| {
        let effective = effective::of_published(project, loaded.clone())?;
        anyhow::Ok(effective.document)
    };
    // What is wrong with it is told where it is used.
    if document::check(&import.new.document).is_err() && effective(&import.new).is_err() {
        return Ok(());
    }
    let both = effective(old).and_then(|was| Ok((was, effective(&import.new)?)));
    let (was, is) = both.unwrap_or_else(|_| (old.document.clone(), import.new.document.clone()));
    let (old_name, new_name) = (project.contract_name(), import.source());
    let compared = compare((old_name, &was), (new_name, &is), project.tools(), progress).and_then(
        |mut report| {
            of_checkout(project)?.apply(&mut report);
            Ok(report)
        },
    );
    match compared {
        Ok(report) => write_text(&report, out),
        Err(error) => Ok(writeln!(
            out,
            "{} cannot tell what this breaks: {error:#}",
            styled(ATTENTION, "warning:")
        )?),
    }
}

fn against(project: &Project, revision: &str, progress: &mut Progress<'_>) -> Result<Report> {
    let revision = document_at(project, revision)?;
    let now = effective::load(project)?.document;
    let old = (revision.name.as_str(), &revision.effective.document);
    let mut report = compare(old, ("the working tree", &now), project.tools(), progress)?;
    if revision.is_ahead && !report.findings.is_empty() {
        report.notes.push(format!(
            "{} has commits that are not in this checkout: what they added looks removed here; merge or rebase first",
            revision.name
        ));
    }
    Ok(report)
}

fn of_checkout(project: &Project) -> Result<Exceptions> {
    let path: &Path = &project.root().join(Project::EXCEPTIONS);
    if path.exists() {
        Exceptions::read(path, Project::EXCEPTIONS)
    } else {
        Ok(Exceptions::default())
    }
}
