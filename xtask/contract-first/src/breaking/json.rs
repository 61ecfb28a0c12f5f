//! The report for programs.

use serde_json::{Value, json};

use super::exceptions::Exception;
use super::finding::{Finding, Side, Verdict};
use super::report::Report;

/// The report as one JSON object: `verdict`, `counts`, and every finding in full.
pub fn as_json(report: &Report) -> Value {
    let count = |verdict| report.of(verdict).count();
    json!({
        "old": report.old,
        "new": report.new,
        "verdict": report.verdict().word(),
        "counts": {
            "breaking": count(Verdict::Breaking),
            "excused": count(Verdict::Excused),
            "safe": count(Verdict::Safe),
        },
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "exceptions": {
            "expired": report.expired.iter().map(exception).collect::<Vec<_>>(),
            "unmatched": report.unmatched.iter().map(exception).collect::<Vec<_>>(),
        },
        "notes": report.notes,
    })
}

fn finding(finding: &Finding) -> Value {
    let operations: Vec<Value> = finding
        .operations
        .iter()
        .map(|operation| {
            json!({
                "operationId": operation.id,
                "method": operation.method,
                "path": operation.path,
            })
        })
        .collect();
    let mut entry = json!({
        "id": finding.id(),
        "verdict": finding.verdict().word(),
        "rule": finding.rule,
        "operations": operations,
        "document": match finding.side {
            Side::Old => "old",
            Side::New => "new",
        },
        "pointer": finding.pointer,
        "old": finding.old,
        "new": finding.new,
        "message": finding.message,
    });
    if let Some(excuse) = &finding.excuse {
        entry["excuse"] = json!({
            "reason": excuse.reason,
            "expires": excuse.expires.to_string(),
        });
    }
    entry
}

fn exception(exception: &Exception) -> Value {
    json!({
        "id": exception.id,
        "pointer": exception.pointer,
        "reason": exception.reason,
        "expires": exception.expires.to_string(),
    })
}
