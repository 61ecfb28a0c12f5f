//! Pairs of documents and what `breaking` says of them: each case of tests/fixtures/breaking/cases.yaml, through the real command.

use std::fs;
use std::path::Path;
use std::thread;

use contract_first::document::read_data_file;
use serde_json::{Map, Value};

use crate::support::{Copy, project};

/// Compared at the same time: half of each comparison is waiting for a program to start.
const AT_ONCE: usize = 4;

#[test]
fn every_pair_gets_its_verdict() {
    let cases = fixture("cases.yaml");
    let cases: Vec<&Value> = cases.as_array().unwrap().iter().collect();
    let copy = &project();
    let wrong: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|worker| {
                let mine = cases.iter().enumerate().skip(worker).step_by(AT_ONCE);
                scope.spawn(move || {
                    mine.filter_map(|(index, case)| wrong(copy, index, case))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let each = workers.into_iter();
        each.flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(cases.len() > 60, "only {} cases", cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with the command's answer to a case, if anything.
fn wrong(copy: &Copy, index: usize, case: &Value) -> Option<String> {
    let name = case["name"].as_str().unwrap();
    let mut old = fixture("notes.yaml");
    for (pointer, value) in entries(&case["before"]) {
        put(&mut old, pointer, value);
    }
    let new = changed(&old, case);
    assert_ne!(old.to_string(), new.to_string(), "{name} changes nothing");
    let [old_name, new_name] = ["old", "new"].map(|side| format!("{index}-{side}.json"));
    copy.write(&old_name, &old.to_string());
    copy.write(&new_name, &new.to_string());
    let (old_path, new_path) = (copy.path(&old_name), copy.path(&new_name));
    let outcome = copy.run(&[
        "breaking",
        old_path.to_str().unwrap(),
        new_path.to_str().unwrap(),
        "--format",
        "json",
    ]);
    let expected: Vec<String> = entries(&case["breaking"])
        .map(|(rule, pointer)| format!("{rule} {}", pointer.as_str().unwrap()))
        .collect();
    let code = if expected.is_empty() { 0 } else { 5 };
    let Ok(report) = serde_json::from_str::<Value>(&outcome.text) else {
        return Some(format!("{name}: no report: {}", outcome.text));
    };
    let found: Vec<&Value> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["verdict"] == "breaking")
        .collect();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let breaking: Vec<String> = found
        .iter()
        .map(|finding| format!("{} {}", text(finding, "rule"), text(finding, "pointer")))
        .collect();
    if (outcome.code, &breaking) != (code, &expected) {
        return Some(format!(
            "{name}: exit {}, {breaking:?} instead of exit {code}, {expected:?}",
            outcome.code
        ));
    }
    let expected = case["operations"].as_array()?;
    let operations = found[0]["operations"].as_array().unwrap().iter();
    let operations: Vec<Value> = operations
        .map(|operation| {
            let [method, path, id] =
                ["method", "path", "operationId"].map(|key| text(operation, key));
            Value::from(format!("{method} {path} ({id})"))
        })
        .collect();
    (operations != *expected).then(|| format!("{name}: {operations:?} instead of {expected:?}"))
}

/// The new document of a case.
fn changed(old: &Value, case: &Value) -> Value {
    let mut new = old.clone();
    for (to, from) in entries(&case["copy"]) {
        let from = from.as_str().unwrap();
        put(&mut new, to, old.pointer(from).unwrap());
    }
    for pointer in case["remove"].as_array().into_iter().flatten() {
        put(&mut new, pointer.as_str().unwrap(), &Value::Null);
    }
    for (pointer, value) in entries(&case["set"]) {
        put(&mut new, pointer, value);
    }
    if case["reverse"] == true {
        new = reversed(&new);
    }
    new
}

/// Puts `value` in its place; null takes away what is there.
fn put(document: &mut Value, pointer: &str, value: &Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let last = last.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent);
    match parent.unwrap_or_else(|| panic!("nothing holds {pointer}")) {
        Value::Object(entries) if value.is_null() => {
            assert!(entries.shift_remove(&last).is_some(), "no {pointer}");
        }
        Value::Object(entries) => {
            entries.insert(last, value.clone());
        }
        Value::Array(items) => {
            let index: usize = last.parse().unwrap();
            match (index < items.len(), value.is_null()) {
                (true, true) => drop(items.remove(index)),
                (true, false) => items[index] = value.clone(),
                (false, _) => items.push(value.clone()),
            }
        }
        other => panic!("{pointer}: {other} holds nothing"),
    }
}

/// The same document from back to front, lists included.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let back = entries.iter().rev();
            back.map(|(key, value)| (key.clone(), reversed(value)))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(items) => items.iter().rev().map(reversed).collect(),
        other => other.clone(),
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn fixture(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/breaking");
    assert!(fs::exists(folder.join(name)).unwrap());
    read_data_file(&folder.join(name), name).unwrap()
}
