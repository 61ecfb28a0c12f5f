//! Where the findings of `breaking` are written, in both files: each case of tests/fixtures/breaking/places.yaml.

use std::path::Path;

use contract_first::document::read_data_file;
use serde_json::Value;

use crate::support::pairs::report_of_texts;

const OLD: &str = include_str!("../fixtures/breaking/notes.yaml");
/// The fewest cases that there are.
const MIN_CASES: usize = 30;

#[test]
fn every_finding_has_its_two_places() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/breaking/places.yaml");
    let cases = read_data_file(&file, "places.yaml").expect("cases");
    let cases = cases.as_array().expect("a list");
    assert!(cases.len() >= MIN_CASES, "only {} cases", cases.len());
    let wrong: Vec<String> = cases.iter().filter_map(wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn wrong(case: &Value) -> Option<String> {
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let name = text("name");
    let [from, to] = [0, 1].map(|index| case["edit"][index].as_str().expect("two texts"));
    assert!(OLD.contains(from), "{name}: no `{from}`");
    let new = OLD.replacen(from, to, 1);
    let report = report_of_texts(OLD, &new).expect("a report");
    let findings = report["findings"].as_array().expect("findings");
    let found: Vec<String> = findings.iter().map(places).collect();
    let new_from = if text("new-from").is_empty() {
        "from"
    } else {
        "new-from"
    };
    let expected = format!(
        "{} {} {}",
        text("code"),
        place("old.yaml", OLD, text("from"), text("old")),
        place("new.yaml", &new, text(new_from), text("new"))
    );
    (!found.contains(&expected)).then(|| format!("{name}: {expected} is not in {found:#?}"))
}

/// Code and places of a finding.
fn places(finding: &Value) -> String {
    let place = |side: &str| {
        let place = &finding["places"][side];
        let file = place["file"].as_str().expect("a file");
        format!("{file}:{}:{}", place["line"], place["column"])
    };
    let code = finding["code"].as_str().expect("a code");
    format!("{code} {} {}", place("old"), place("new"))
}

/// Where a part is in a text, behind another.
fn place(file: &str, text: &str, from: &str, part: &str) -> String {
    let start = text.find(from).unwrap_or_else(|| panic!("no `{from}`"));
    let at = text[start..]
        .find(part)
        .unwrap_or_else(|| panic!("no `{part}`"))
        + start;
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at]
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("{file}:{line}:{column}")
}
