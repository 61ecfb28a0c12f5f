//! The report for programs.

use serde_json::{Value, json};

use crate::breaking::contract::ChangeSide;
use crate::breaking::review::{
    BreakingReport, ContractVersion, Exception, Finding, Verdict, category_word,
};
use crate::breaking::schema::ChangeLevel;
use crate::document::Place;

/// The report as one JSON object: `verdict`, `counts`, and every finding in full.
pub fn as_json(report: &BreakingReport) -> Value {
    let counts = Verdict::ALL.map(|verdict| {
        (
            verdict.word().to_owned(),
            Value::from(report.count(verdict)),
        )
    });
    let renamed = report
        .renamed
        .iter()
        .map(|renamed| with_ids(&renamed.exception, &renamed.ids));
    let unmatched = report
        .unmatched
        .iter()
        .map(|unmatched| with_ids(&unmatched.exception, &unmatched.ids));
    json!({
        "old": report.old.name,
        "new": report.new.name,
        "versions": { "old": version(&report.old), "new": version(&report.new) },
        "verdict": report.verdict().word(),
        "counts": Value::Object(counts.into_iter().collect()),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "exceptions": {
            "expired": report.expired.iter().map(exception).collect::<Vec<_>>(),
            "renamed": renamed.collect::<Vec<_>>(),
            "unmatched": unmatched.collect::<Vec<_>>(),
        },
        "notes": report.notes,
    })
}

fn version(compared: &ContractVersion) -> &str {
    &compared.version
}

fn finding(finding: &Finding) -> Value {
    let change = &finding.change;
    let operations = finding.operations.iter().map(|operation| {
        let mut named = json!({
            "operationId": operation.id,
            "method": operation.method,
            "path": operation.path,
        });
        if operation.is_webhook {
            named["webhook"] = true.into();
        }
        named
    });
    let mut entry = json!({
        "id": finding.id(),
        "code": change.code.id(),
        "category": category_word(change.category),
        "level": level_word(change.level),
        "verdict": finding.verdict().word(),
        "message": change.sentence,
        "pointer": finding.pointer().as_str(),
        "old": change.old.text,
        "new": change.new.text,
        "places": {
            "old": place(&finding.old_place, &change.old),
            "new": place(&finding.new_place, &change.new),
        },
        "operations": operations.collect::<Vec<_>>(),
    });
    if let Some(waiver) = &finding.waiver {
        entry["excuse"] = json!({
            "reason": waiver.reason,
            "expires": waiver.expires.to_string(),
        });
    }
    entry
}

fn place(place: &Place, side: &ChangeSide) -> Value {
    json!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": side.at.as_str(),
    })
}

fn level_word(level: ChangeLevel) -> &'static str {
    match level {
        ChangeLevel::Breaking => "breaking",
        ChangeLevel::Unproven => "unproven",
        ChangeLevel::Noted => "noted",
        ChangeLevel::Safe => "safe",
    }
}

fn exception(exception: &Exception) -> Value {
    json!({
        "id": exception.id,
        "pointer": exception.pointer,
        "reason": exception.reason,
        "expires": exception.expires.to_string(),
    })
}

/// An exception, and the ids of what is at its place now.
fn with_ids(of: &Exception, ids: &[String]) -> Value {
    let mut entry = exception(of);
    entry["ids"] = ids.into();
    entry
}
