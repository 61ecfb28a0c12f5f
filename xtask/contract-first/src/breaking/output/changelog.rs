//! The difference for people who call the API.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::version::{Version, VersionBump};
use crate::breaking::contract::{Code, ContractCode, OperationName};
use crate::breaking::review::{BreakingReport, Finding};
use crate::breaking::schema::ChangeLevel;
use crate::text::markdown::{code, text};

/// Most operations that a heading names.
const MAX_OPERATIONS: usize = 10;

/// The parts of a changelog, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Removed,
    Changed,
    Deprecated,
    Added,
}

impl Section {
    fn title(self) -> &'static str {
        match self {
            Self::Removed => "Removed",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Added => "Added",
        }
    }

    fn of(finding: &Finding) -> Self {
        match finding.change.code {
            Code::Contract(ContractCode::OperationAdded | ContractCode::WebhookAdded) => {
                Self::Added
            }
            Code::Contract(
                ContractCode::OperationRemoved
                | ContractCode::PathRemoved
                | ContractCode::WebhookRemoved,
            ) => Self::Removed,
            Code::Contract(ContractCode::OperationDeprecated | ContractCode::SunsetChanged) => {
                Self::Deprecated
            }
            _ => Self::Changed,
        }
    }
}

/// Operations, and the findings that reach them all and no others.
type Group<'r> = (&'r [OperationName], Vec<&'r Finding>);

/// The report as a part of a changelog in Markdown: by operation, under the version that follows from it.
pub fn as_changelog(report: &BreakingReport) -> String {
    let mut page = String::new();
    let bump = version_bump(report);
    // Writing into a string does not fail.
    let _ = writeln!(
        page,
        "## {}\n\n{}",
        heading(report, bump),
        reason(report, bump)
    );
    let mut sections: BTreeMap<Section, Vec<Group<'_>>> = BTreeMap::new();
    for finding in &report.findings {
        let groups = sections.entry(Section::of(finding)).or_default();
        let known = groups
            .iter_mut()
            .find(|(operations, _)| *operations == finding.operations);
        match known {
            Some((_, findings)) => findings.push(finding),
            None => groups.push((&finding.operations, vec![finding])),
        }
    }
    for (section, groups) in sections {
        let _ = writeln!(page, "\n### {}", section.title());
        for (operations, findings) in groups {
            let _ = writeln!(page, "\n{}\n", names(operations));
            for finding in findings {
                let _ = writeln!(page, "- {}", item(finding));
            }
        }
    }
    page
}

/// The bump that the differences require; a breaking change stays one even with a reviewed exception.
fn version_bump(report: &BreakingReport) -> VersionBump {
    let bumps = report
        .findings
        .iter()
        .map(|finding| match finding.change.level {
            ChangeLevel::Breaking | ChangeLevel::Unproven if is_on_the_wire(finding) => {
                VersionBump::Major
            }
            _ if is_addition(finding) => VersionBump::Minor,
            _ => VersionBump::Patch,
        });
    bumps.max().unwrap_or(VersionBump::None)
}

/// Generated code that must be adapted is not a new version of the contract.
fn is_on_the_wire(finding: &Finding) -> bool {
    finding.change.category != crate::breaking::schema::ChangeCategory::Sdk
}

/// Whether callers can do more than before, or are asked to do something else one day.
fn is_addition(finding: &Finding) -> bool {
    let is_there_now = finding.change.old.text.is_none() && finding.change.new.text.is_some();
    is_there_now || Section::of(finding) == Section::Deprecated
}

fn heading(report: &BreakingReport, bump: VersionBump) -> String {
    let Some(old) = Version::of(&report.old.version) else {
        return code(&report.new.version);
    };
    let next = old.after(bump);
    match Version::of(&report.new.version) {
        Some(new) if new.reaches(&next) => new.to_string(),
        _ => next.to_string(),
    }
}

fn reason(report: &BreakingReport, bump: VersionBump) -> String {
    let size = match bump {
        VersionBump::None => {
            return format!("Nothing changed since {}.", code(&report.old.version));
        }
        VersionBump::Patch => "callers notice nothing",
        VersionBump::Minor => "something was added; nothing breaks",
        VersionBump::Major => "something breaks",
    };
    let (old, new) = (&report.old.version, &report.new.version);
    let Some(version) = Version::of(old) else {
        return format!(
            "After {}: {size}. That version is not a semantic version, so the next one is unknown.",
            code(old)
        );
    };
    let next = version.after(bump);
    let says = match Version::of(new) {
        Some(written) if written.reaches(&next) => String::new(),
        _ => format!(
            " `info.version` of the new document is {}: it must be {next}.",
            code(new)
        ),
    };
    format!("After {}: {size}.{says}", code(old))
}

/// `GET /notes`, `POST /notes` and 5 more.
fn names(operations: &[OperationName]) -> String {
    if operations.is_empty() {
        return "The whole API".to_owned();
    }
    let name = |operation: &OperationName| {
        let name = code(&format!("{} {}", operation.method, operation.path));
        if operation.is_webhook {
            format!("webhook {name}")
        } else {
            name
        }
    };
    let named: Vec<String> = operations.iter().take(MAX_OPERATIONS).map(name).collect();
    let more = match operations.len().saturating_sub(MAX_OPERATIONS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", named.join(", "))
}

fn item(finding: &Finding) -> String {
    let mark = if finding.change.level.is_breaking() && is_on_the_wire(finding) {
        "**Breaking:** "
    } else {
        ""
    };
    format!("{mark}{}", text(&finding.change.sentence))
}
