//! The difference for people who call the API.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::version::{Step, Version};
use crate::breaking::contract::{Code, ContractCode, OperationName};
use crate::breaking::review::{Finding, Report};
use crate::breaking::schema::Level;
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
pub fn as_changelog(report: &Report) -> String {
    let mut page = String::new();
    let step = step(report);
    // Writing into a string does not fail.
    let _ = writeln!(
        page,
        "## {}\n\n{}",
        heading(report, step),
        reason(report, step)
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

/// The step that the differences ask for; a reviewed exception lets a break pass, and it stays one.
fn step(report: &Report) -> Step {
    let each = report
        .findings
        .iter()
        .map(|finding| match finding.change.level {
            Level::Breaking | Level::Unproven if is_on_the_wire(finding) => Step::Major,
            _ if is_addition(finding) => Step::Minor,
            _ => Step::Patch,
        });
    each.max().unwrap_or(Step::None)
}

/// Generated code that has to be adapted is no new version of the contract.
fn is_on_the_wire(finding: &Finding) -> bool {
    finding.change.category != crate::breaking::schema::Category::Sdk
}

/// Whether callers can do more than before, or are asked to do something else one day.
fn is_addition(finding: &Finding) -> bool {
    let is_there_now = finding.change.old.text.is_none() && finding.change.new.text.is_some();
    is_there_now || Section::of(finding) == Section::Deprecated
}

fn heading(report: &Report, step: Step) -> String {
    let Some(old) = Version::of(&report.old.version) else {
        return code(&report.new.version);
    };
    let next = old.after(step);
    match Version::of(&report.new.version) {
        Some(new) if new.reaches(&next) => new.to_string(),
        _ => next.to_string(),
    }
}

fn reason(report: &Report, step: Step) -> String {
    let size = match step {
        Step::None => return format!("Nothing changed since {}.", code(&report.old.version)),
        Step::Patch => "nothing that callers notice was added or broken",
        Step::Minor => "callers can do more than before; nothing breaks",
        Step::Major => "something breaks for callers",
    };
    let (old, new) = (&report.old.version, &report.new.version);
    let Some(version) = Version::of(old) else {
        return format!(
            "After {}: {size}. That version does not count, so no next one follows from it.",
            code(old)
        );
    };
    let next = version.after(step);
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
