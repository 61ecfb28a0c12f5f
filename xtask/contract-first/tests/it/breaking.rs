//! Pairs of documents and what `breaking` says about them: each case of tests/fixtures/breaking.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use contract_first::document::read_data_file;
use serde_json::Value;

use crate::support::pairs::{documents, report};

/// The fewest pairs that there are.
const MIN_CASES: usize = 200;

#[test]
fn every_pair_gets_its_verdict() {
    let cases = cases();
    let wrong: Vec<String> = cases.iter().filter_map(wrong).collect();
    assert!(cases.len() >= MIN_CASES, "only {} cases", cases.len());
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let names: BTreeSet<_> = cases.iter().map(|case| case["name"].as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have the same name");
}

/// What is wrong with the answer to a case, if anything.
fn wrong(case: &Value) -> Option<String> {
    let name = case["name"].as_str().expect("a case has a name");
    let (old, new) = documents(case);
    let is_refused = case.get("refused").is_some();
    // As texts: where only the order differs, the values are equal.
    let [was, is] = [&old, &new].map(Value::to_string);
    assert!(is_refused || was != is, "{name} changes nothing");
    let report = match report(&old, &new) {
        Err(error) if is_refused => {
            let words = case["refused"].as_str().expect("words of the message");
            return (!error.contains(words)).then(|| format!("{name}: no `{words}` in: {error}"));
        }
        Err(error) => return Some(format!("{name}: {error}")),
        Ok(_) if is_refused => return Some(format!("{name}: is not refused")),
        Ok(report) => report,
    };
    let with_verdict = |verdict: &str| -> Vec<&Value> {
        let findings = report["findings"].as_array().expect("findings").iter();
        findings
            .filter(|finding| finding["verdict"] == verdict)
            .collect()
    };
    let codes = |verdict: &str| -> Vec<String> {
        let found = with_verdict(verdict);
        let mut spelled: Vec<_> = found.iter().map(|finding| spelled(finding)).collect();
        spelled.sort();
        spelled
    };
    for verdict in ["breaking", "warning", "noted"] {
        let expected = expected(case, verdict);
        let found = codes(verdict);
        // A pair without a word about notes may have some.
        if found != expected && (verdict == "breaking" || case.get(verdict).is_some()) {
            return Some(format!(
                "{name}: {verdict} {found:?} instead of {expected:?}"
            ));
        }
    }
    let expected = case["operations"].as_array()?;
    let operations = with_verdict("breaking")[0]["operations"].as_array()?.iter();
    let operations: Vec<Value> = operations.map(operation).collect();
    (operations != *expected).then(|| format!("{name}: {operations:?} instead of {expected:?}"))
}

/// Code and pointer of a finding.
fn spelled(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().expect("text");
    format!("{} {}", text("code"), text("pointer"))
}

/// The findings that a case expects: pairs of code and pointer.
fn expected(case: &Value, verdict: &str) -> Vec<String> {
    let pairs = case[verdict].as_object().into_iter().flatten();
    let spelled = pairs.flat_map(|(code, pointers)| {
        let pointers = match pointers {
            Value::Array(several) => several.clone(),
            one => vec![one.clone()],
        };
        let text = move |pointer: Value| format!("{code} {}", pointer.as_str().expect("a pointer"));
        pointers.into_iter().map(text).collect::<Vec<_>>()
    });
    let mut all: Vec<_> = spelled.collect();
    all.sort();
    all
}

fn operation(operation: &Value) -> Value {
    let [method, path, id] =
        ["method", "path", "operationId"].map(|key| operation[key].as_str().unwrap_or("-"));
    format!("{method} {path} ({id})").into()
}

/// The cases of every file.
fn cases() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/breaking/pairs");
    let entries = fs::read_dir(&folder).expect("the folder of the pairs");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let read = |file: &PathBuf| read_data_file(file, "pairs.yaml").expect("cases");
    let lists = files.iter().map(read);
    lists
        .flat_map(|list| list.as_array().expect("a list of cases").clone())
        .collect()
}
