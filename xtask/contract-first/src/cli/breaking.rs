//! The command `breaking`, and its report during `import`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;

use super::arguments::BreakingFormat;
use crate::breaking::{
    BreakingReport, ContractSide, Exceptions, ExceptionsError, Verdict, as_annotations,
    as_changelog, as_json, as_markdown, compare, document_at, write_text,
};
use crate::contract::Import;
use crate::document::{self, Loaded, load, parse, pretty};
use crate::effective::{self, Effective};
use crate::guard::Guard;
use crate::progress::Progress;
use crate::project::{BreakingLevels, Project};
use crate::terminal::{ATTENTION, styled};

const SAFE: u8 = 0;
const FAILED: u8 = 1;
const BREAKING: u8 = 5;

/// What is compared with what.
pub enum Documents {
    /// The checkout and a revision of it.
    Revision(Project, String),
    /// Two files or URLs, old and new: they need no checkout.
    Files(String, String, BreakingLevels),
}

/// `breaking`. Exceptions come from the named file, else for the checkout's own contract from the checkout.
pub fn breaking(
    documents: &Documents,
    exceptions: Option<&PathBuf>,
    format: BreakingFormat,
    out: &mut Guard<'_>,
    progress: &mut Progress<'_>,
) -> Result<u8> {
    let (exceptions, place) = match (exceptions, documents) {
        (Some(path), _) => {
            let name = path.display().to_string();
            (Exceptions::read(path, &name)?, name)
        }
        (None, Documents::Revision(project, _)) => {
            (of_checkout(project)?, Project::EXCEPTIONS.to_owned())
        }
        (None, Documents::Files(..)) => (
            Exceptions::default(),
            "a file that --exceptions names".to_owned(),
        ),
    };
    let now = Timestamp::now();
    let mut report = progress.quiet("comparing", || match documents {
        Documents::Revision(project, revision) => against(project, revision, now),
        Documents::Files(old, new, levels) => files(old, new, *levels, now),
    })?;
    report.exceptions = place;
    exceptions.apply(&mut report, now);
    match format {
        BreakingFormat::Text => write_text(&report, out)?,
        BreakingFormat::Markdown => write!(out, "{}", as_markdown(&report))?,
        BreakingFormat::Json => write!(out, "{}", pretty(&as_json(&report)))?,
        BreakingFormat::Changelog => write!(out, "{}", as_changelog(&report))?,
        BreakingFormat::Github => {
            write_text(&report, out)?;
            for annotation in as_annotations(&report) {
                out.command(&annotation)?;
            }
        }
    }
    Ok(exit_code(&report))
}

/// An exception with an id of an earlier version is an error of the file, whatever the contract does.
fn exit_code(report: &BreakingReport) -> u8 {
    match report.verdict() {
        _ if report.has_errors() => FAILED,
        Verdict::Breaking => BREAKING,
        _ => SAFE,
    }
}

/// Reports what an import would break, before anything is written. An import goes on even if the documents cannot be compared.
pub fn report_import_impact(project: &Project, import: &Import, out: &mut dyn Write) -> Result<()> {
    let Some(old) = &import.old else {
        return Ok(());
    };
    // With the overlay's changes, unless the overlay fits only one of them.
    let effective = |loaded: &Loaded| effective::of_published(project, loaded.clone());
    // What is wrong with it is reported where it is used.
    if document::check(&import.new.document).is_err() && effective(&import.new).is_err() {
        return Ok(());
    }
    let both = effective(old).and_then(|was| Ok((was, effective(&import.new)?)));
    let plain = |loaded: &Loaded| Effective::of_file(loaded.clone());
    let (was, is) = both.unwrap_or_else(|_| (plain(old), plain(&import.new)));
    let now = Timestamp::now();
    let compared = ContractSide::read(project.contract_name(), was)
        .and_then(|was| Ok((was, ContractSide::read(import.source(), is)?)))
        .map_err(anyhow::Error::from)
        .and_then(|(was, is)| {
            let mut report = compare(&was, &is, project.document().breaking, now);
            of_checkout(project)?.apply(&mut report, now);
            Ok(report)
        });
    match compared {
        Ok(report) => write_text(&report, out)?,
        Err(error) => writeln!(
            out,
            "{} cannot check what this breaks: {error:#}",
            styled(ATTENTION, "warning:")
        )?,
    }
    Ok(())
}

fn files(old: &str, new: &str, levels: BreakingLevels, now: Timestamp) -> Result<BreakingReport> {
    let read = |place: &str| {
        let source = load(place)?;
        let document = parse(&source.text, source.format, &source.name)?;
        let effective = Effective::of_file(Loaded { document, source });
        anyhow::Ok(ContractSide::read(place, effective)?)
    };
    let (old, new) = (read(old)?, read(new)?);
    Ok(compare(&old, &new, levels, now))
}

fn against(project: &Project, revision: &str, now: Timestamp) -> Result<BreakingReport> {
    let revision = document_at(project, revision)?;
    let old = ContractSide::read(&revision.name, revision.effective)?;
    let new = ContractSide::read("the working tree", effective::load(project)?)?;
    let mut report = compare(&old, &new, project.document().breaking, now);
    if revision.is_ahead && !report.is_empty() {
        report.notes.push(format!(
            "{} has commits that are not in this checkout: what they added looks removed here; merge or rebase first",
            revision.name
        ));
    }
    Ok(report)
}

fn of_checkout(project: &Project) -> Result<Exceptions, ExceptionsError> {
    let path: &Path = &project.root().join(Project::EXCEPTIONS);
    match path.exists() {
        true => Exceptions::read(path, Project::EXCEPTIONS),
        false => Ok(Exceptions::default()),
    }
}
