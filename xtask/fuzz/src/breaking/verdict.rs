use contract_first::breaking::{ContractSide, Verdict, as_json, compare};
use contract_first::document::{Format, Source};
use contract_first::effective::Effective;
use contract_first::project::BreakingLevels;
use jiff::Timestamp;
use serde_json::Value;

/// What the comparison says about a change.
pub struct Comparison {
    pub breaks: bool,
    /// The whole report.
    pub report: Value,
}

/// `None` when one of them cannot be read: a `$ref` that leads back to itself for instance.
pub fn compared(old: &Value, new: &Value) -> Option<Comparison> {
    let (old, new) = (side("old.json", old)?, side("new.json", new)?);
    let report = compare(&old, &new, BreakingLevels::default(), Timestamp::UNIX_EPOCH);
    Some(Comparison {
        breaks: report.verdict() == Verdict::Breaking,
        report: as_json(&report),
    })
}

fn side(name: &str, document: &Value) -> Option<ContractSide> {
    let source = Source {
        name: name.to_owned(),
        text: document.to_string(),
        format: Format::Json,
    };
    let loaded = source.document().expect("it is an OpenAPI document");
    ContractSide::read(name, Effective::of_file(loaded)).ok()
}
