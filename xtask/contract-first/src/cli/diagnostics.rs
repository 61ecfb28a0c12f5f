//! How commands show diagnostics: for people, for a program, and for a GitHub workflow.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Level};
use crate::github::{Annotation, Severity};
use crate::lint::LintReport;
use crate::target_kind::TargetKind;
use crate::terminal::{ATTENTION, BAD, LABEL, styled};

/// Maximum number of places shown for one reason.
const MAX_PLACES: usize = 3;
/// Maximum number of reasons shown.
const MAX_KINDS: usize = 100;

/// Writes what is refused.
pub fn write_refused(refused: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    write_diagnostics(&styled(BAD, "Refused"), refused, out)
}

/// Writes the notes.
pub fn write_notes(notes: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    write_diagnostics(&styled(ATTENTION, "   Note"), notes, out)
}

/// Writes each kind of diagnostic with its first few places, and the first of the kinds.
fn write_diagnostics(
    label: &str,
    diagnostics: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = HashMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.code(), diagnostic.reason(), diagnostic.help());
        let kind = *known.entry(key).or_insert_with(|| {
            kinds.push(Vec::new());
            kinds.len() - 1
        });
        kinds[kind].push(diagnostic);
    }
    for kind in kinds.iter().take(MAX_KINDS) {
        write_kind(label, kind, out)?;
    }
    let more: usize = kinds.iter().skip(MAX_KINDS).map(Vec::len).sum();
    if more > 0 {
        writeln!(out, "{label} {more} more, for other reasons")?;
    }
    Ok(())
}

fn write_kind(label: &str, kind: &[&Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = kind.first() else {
        return Ok(());
    };
    writeln!(out, "{label} {} {}", first.code(), first.reason())?;
    for diagnostic in kind.iter().take(MAX_PLACES) {
        let location = diagnostic.location();
        writeln!(out, "        {} {location}", styled(LABEL, " at:"))?;
    }
    if kind.len() > MAX_PLACES {
        writeln!(out, "             and {} more", kind.len() - MAX_PLACES)?;
    }
    writeln!(out, "        {} {}", styled(LABEL, "fix:"), first.help())
}

/// A report as JSON, for some targets: `diagnostics` with `code`, `severity`, `targets` (by name), `file`, `line`, `column`, `pointer`,
/// `reason` and `help`.
pub fn as_json(report: &LintReport, targets: &[TargetKind]) -> Value {
    let all = report.refused.iter().chain(&report.notes);
    let all: Vec<_> = all
        .map(|found| diagnostic_as_json(found, targets))
        .collect();
    json!({ "diagnostics": all })
}

fn diagnostic_as_json(found: &Diagnostic, targets: &[TargetKind]) -> Value {
    let of_target = |target: &TargetKind| {
        (
            target.id().to_owned(),
            found.level(*target).to_string().into(),
        )
    };
    let levels: serde_json::Map<String, Value> = targets.iter().map(of_target).collect();
    let place = found.place();
    json!({
        "code": found.code().to_string(),
        "severity": found.worst(targets).to_string(),
        "targets": levels,
        "file": place.map(|place| &place.file),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "pointer": found.pointer().as_str(),
        "reason": found.reason(),
        "help": found.help(),
    })
}

/// A report as annotations that GitHub shows beside the lines.
pub fn as_annotations(report: &LintReport, targets: &[TargetKind]) -> Vec<String> {
    let all = report.refused.iter().chain(&report.notes);
    let annotations = all.map(|found| {
        let severity = match found.worst(targets) {
            Level::Refused => Severity::Error,
            Level::Noted | Level::Supported => Severity::Notice,
        };
        let place = found.place();
        let annotation = Annotation {
            severity,
            file: place.map(|place| place.file.as_str()).unwrap_or_default(),
            place: place.map(|place| (place.line, place.column)),
            title: &found.code().to_string(),
            text: &format!(
                "{}\n{}\nfix: {}",
                found.reason(),
                found.pointer().shown(),
                found.help()
            ),
        };
        annotation.to_string()
    });
    annotations.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::constructs::schema::UNCHECKED_KEYWORD;
    use crate::document::Place;

    fn written(found: &[Diagnostic]) -> String {
        let mut out = Vec::new();
        write_diagnostics("Note", found, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        anstream::adapter::strip_str(&text).to_string()
    }

    fn diagnostic(place: usize, reason: &str) -> Diagnostic {
        UNCHECKED_KEYWORD.at(format!("/{place}")).because(reason)
    }

    #[test]
    fn the_first_places_of_each_reason_are_named() {
        let found = [0, 1, 2, 3, 4].map(|place| diagnostic(place, ["even", "odd"][place % 2]));
        let fix = "        fix: leave it out, or state the rule in the description\n";
        let even = "Note CF0201 even\n         at: /0\n         at: /2\n         at: /4\n";
        let odd = "Note CF0201 odd\n         at: /1\n         at: /3\n";
        assert_eq!(written(&found), format!("{even}{fix}{odd}{fix}"));
        let many: Vec<_> = (0..10_000).map(|place| diagnostic(place, "even")).collect();
        assert_eq!(
            written(&many),
            format!(
                "Note CF0201 even\n         at: /0\n         at: /1\n         at: /2\n             and 9997 more\n{fix}"
            )
        );
    }

    #[test]
    fn the_first_reasons_are_given() {
        let many: Vec<_> = (0..10_000)
            .map(|place| diagnostic(place, &place.to_string()))
            .collect();
        let text = written(&many);
        assert_eq!(text.lines().count(), 3 * MAX_KINDS + 1);
        assert!(
            text.ends_with("Note 9900 more, for other reasons\n"),
            "{text}"
        );
    }

    #[test]
    fn programs_get_everything() {
        let place = Place {
            file: "openapi/a.json".to_owned(),
            line: 3,
            column: 7,
        };
        let found = diagnostic(0, "100% no: really").located(place);
        let targets = [TargetKind::RustAxum, TargetKind::Python];
        let report = LintReport::of(vec![found], &targets);
        assert_eq!(
            as_json(&report, &targets),
            json!({ "diagnostics": [{
                "code": "CF0201", "severity": "refused", "targets": { "rust-axum": "refused", "python": "noted" },
                "file": "openapi/a.json", "line": 3, "column": 7, "pointer": "/0",
                "reason": "100% no: really", "help": "leave it out, or state the rule in the description",
            }] })
        );
        assert_eq!(
            as_annotations(&report, &targets),
            [
                "::error file=openapi/a.json,line=3,col=7,title=CF0201::100%25 no: really%0A/0%0Afix: leave it out, or state the rule in the description"
            ]
        );
    }
}
